-- From schema version 1 to 2. What a version 1 store cannot know is NULL or 0; its fills are taken as they stood.
ALTER TABLE parents ADD COLUMN original_quantity INTEGER;
ALTER TABLE parents ADD COLUMN expire_time_ns INTEGER;
ALTER TABLE parents ADD COLUMN peg_offset_nanos INTEGER;
ALTER TABLE parents ADD COLUMN instructions INTEGER;
ALTER TABLE parents ADD COLUMN policy_id INTEGER;
ALTER TABLE parents ADD COLUMN client_id INTEGER;
ALTER TABLE parents ADD COLUMN short_sale INTEGER;
ALTER TABLE parents ADD COLUMN has_locate INTEGER;
ALTER TABLE decisions ADD COLUMN reference_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE waterfall_steps ADD COLUMN minimum_quantity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE waterfall_steps ADD COLUMN delay_ns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE waterfall_steps ADD COLUMN is_intermarket_sweep INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN minimum_quantity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN is_intermarket_sweep INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN is_conditional INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN firm_up_of INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN client_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN short_sale INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN has_locate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN bid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN ask INTEGER NOT NULL DEFAULT 0;
ALTER TABLE child_orders ADD COLUMN doubt_time_ns INTEGER;
ALTER TABLE executions ADD COLUMN reference_execution_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE executions ADD COLUMN bid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE executions ADD COLUMN ask INTEGER NOT NULL DEFAULT 0;
ALTER TABLE executions ADD COLUMN fill_sequence INTEGER;
ALTER TABLE executions ADD COLUMN quarantine INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN client_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN limit_value INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN report_sequence INTEGER;
UPDATE parents SET original_quantity = quantity;
UPDATE executions SET fill_sequence = sequence WHERE execution_type = 2;

-- Corrections and busts are few: what they restate is found among them alone.
CREATE INDEX executions_restating ON executions(session_id, fill_sequence) WHERE execution_type IN (9, 10);

-- What was executed, as corrections and busts left it: a row a fill.
CREATE VIEW fills AS
SELECT e.session_id, e.fill_sequence, e.sequence, e.child_id, e.parent_id, e.venue_id, e.liquidity, e.last_quantity, e.last_price, e.fee_nanos,
  e.venue_time_ns, e.receive_time_ns, e.bid, e.ask
FROM executions e
WHERE e.fill_sequence IS NOT NULL AND e.execution_type IN (2, 9) AND NOT EXISTS(
  SELECT 1 FROM executions x INDEXED BY executions_restating
  WHERE x.session_id = e.session_id AND x.fill_sequence = e.fill_sequence AND x.execution_type IN (9, 10)
    AND (x.execution_type = 10 OR e.execution_type = 2 OR x.sequence > e.sequence));

CREATE TABLE refused_parents(
  session_id    INTEGER NOT NULL,
  sequence      INTEGER NOT NULL,                  -- journal record
  parent_id     INTEGER NOT NULL,                  -- may be that of an accepted parent: a duplicate
  instrument_id INTEGER NOT NULL,
  side          INTEGER NOT NULL,
  quantity      INTEGER NOT NULL,
  time_ns       INTEGER NOT NULL,
  reject_reason INTEGER NOT NULL,
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;

CREATE TABLE parent_replaces(
  session_id         INTEGER NOT NULL,
  sequence           INTEGER NOT NULL,             -- journal record of the wish; of the answer where there is no wish
  parent_id          INTEGER NOT NULL,
  replace_id         INTEGER NOT NULL,
  quantity           INTEGER,                      -- as wished, so are the next five; NULL where there is no wish
  limit_price        INTEGER,
  minimum_quantity   INTEGER,
  expire_time_ns     INTEGER,
  urgency_percent    INTEGER,
  time_ns            INTEGER,
  answer_time_ns     INTEGER,                      -- NULL: not answered yet; so are all below
  reject_reason      INTEGER,                      -- 0 = the change was made
  quantity_before    INTEGER,
  answer_quantity    INTEGER,
  answer_limit_price INTEGER,
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;

CREATE TABLE configurations(
  session_id    INTEGER NOT NULL,
  sequence      INTEGER NOT NULL,                  -- journal record
  kind          INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  time_ns       INTEGER NOT NULL,
  content_bytes INTEGER NOT NULL,                  -- the content itself stays in the journal
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;
