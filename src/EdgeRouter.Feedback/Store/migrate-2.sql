-- From schema version 2 to 3. What answered the orders is not said in a version 2 store.
ALTER TABLE sessions ADD COLUMN market TEXT NOT NULL DEFAULT '';
