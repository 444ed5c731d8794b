-- The store, schema version 3 (PRAGMA user_version). Projected from journals; can always be thrown away and projected again.
-- Columns that came with version 2 or 3 stand at the end of their tables, as migrate-1.sql and migrate-2.sql add them to older stores.
-- Prices: 1e-9 of the currency. Times: ns since the Unix epoch, UTC. Ids and hashes that are unsigned are stored as the same 64 bits, signed.
-- Enumerations: the numbers of the protocol schema.

CREATE TABLE sessions(
  session_id            INTEGER PRIMARY KEY,
  run_id                TEXT    NOT NULL UNIQUE,
  journal_id            INTEGER NOT NULL,
  last_sequence         INTEGER NOT NULL,          -- last journal record that is projected
  policy                TEXT    NOT NULL,
  policy_id             INTEGER NOT NULL,
  model_id              INTEGER NOT NULL,
  seed                  INTEGER NOT NULL,
  start_time_ns         INTEGER NOT NULL,
  exploration_rate      REAL,
  program_version       TEXT    NOT NULL,
  fill_scale_bits       INTEGER NOT NULL,
  cost_scale_bits       INTEGER NOT NULL,
  completion_scale_bits INTEGER NOT NULL,
  end_time_ns           INTEGER,                   -- NULL: not closed in order, or not yet
  parent_count          INTEGER,
  child_count           INTEGER,
  market                TEXT    NOT NULL DEFAULT '' -- what answered the orders, as the journal says; empty: not said
);

CREATE TABLE session_names(
  session_id INTEGER NOT NULL,
  kind       TEXT    NOT NULL,                     -- 'instrument', 'venue' or 'feature'
  id         INTEGER NOT NULL,                     -- instrument id, venue id or feature column
  name       TEXT    NOT NULL,
  PRIMARY KEY(session_id, kind, id)
) WITHOUT ROWID;

CREATE TABLE parents(
  session_id            INTEGER NOT NULL,
  parent_id             INTEGER NOT NULL,
  instrument_id         INTEGER NOT NULL,
  side                  INTEGER NOT NULL,
  quantity              INTEGER NOT NULL,
  arrival_time_ns       INTEGER NOT NULL,
  order_type            INTEGER,
  time_in_force         INTEGER,
  permitted_actions     INTEGER,
  urgency_percent       INTEGER,
  objective_profile     INTEGER,
  no_exploration        INTEGER,
  limit_price           INTEGER,
  horizon_ns            INTEGER,
  minimum_quantity      INTEGER,
  beneficial_owner      INTEGER,
  excluded_venues       INTEGER,
  state                 INTEGER,                   -- NULL: not ended yet; so are all below
  filled_quantity       INTEGER,
  filled_notional_nanos TEXT,                      -- sum of price x shares: up to 128 bits, hence decimal text
  fee_nanos             INTEGER,
  end_time_ns           INTEGER,
  arrival_bid           INTEGER,
  arrival_ask           INTEGER,
  end_bid               INTEGER,
  end_ask               INTEGER,
  decision_count        INTEGER,
  child_count           INTEGER,
  reject_reason         INTEGER,
  original_quantity INTEGER,                       -- quantity as first sent; quantity is what replaces made of it
  expire_time_ns    INTEGER,
  peg_offset_nanos  INTEGER,
  instructions      INTEGER,
  policy_id         INTEGER,                       -- policy asked for; 0 = the configured one
  client_id         INTEGER,
  short_sale        INTEGER,
  has_locate        INTEGER,
  PRIMARY KEY(session_id, parent_id)
) WITHOUT ROWID;

CREATE TABLE decisions(
  decision_id        INTEGER PRIMARY KEY,
  session_id         INTEGER NOT NULL,
  sequence           INTEGER NOT NULL,             -- journal record
  parent_id          INTEGER NOT NULL,
  decision_index     INTEGER NOT NULL,
  instrument_id      INTEGER NOT NULL,
  side               INTEGER NOT NULL,
  time_ns            INTEGER NOT NULL,
  remaining_quantity INTEGER NOT NULL,
  bid                INTEGER NOT NULL,
  ask                INTEGER NOT NULL,
  midpoint           REAL    NOT NULL,             -- (bid + ask) / 2, may end in half a nano
  policy_id          INTEGER NOT NULL,
  model_id           INTEGER NOT NULL,
  explored           INTEGER NOT NULL,
  slate_probability  REAL,
  row_count          INTEGER NOT NULL,
  feature_count      INTEGER NOT NULL,
  rows               BLOB    NOT NULL,             -- row_count x 48 bytes, see STORE.md
  features           BLOB    NOT NULL,             -- row_count x feature_count little-endian float32, row-major; empty when not journaled
  reference_version INTEGER NOT NULL DEFAULT 0,    -- reference data used; 0 = none
  UNIQUE(session_id, parent_id, decision_index)
);

CREATE TABLE waterfall_steps(
  decision_id   INTEGER NOT NULL,
  child_index   INTEGER NOT NULL,                  -- order in the waterfall
  step_index    INTEGER NOT NULL,                  -- equal steps leave together
  venue_id      INTEGER NOT NULL,
  action        INTEGER NOT NULL,
  order_type    INTEGER NOT NULL,
  time_in_force INTEGER NOT NULL,
  quantity      INTEGER NOT NULL,
  limit_price   INTEGER NOT NULL,
  timeout_ns    INTEGER NOT NULL,
  minimum_quantity     INTEGER NOT NULL DEFAULT 0,
  delay_ns             INTEGER NOT NULL DEFAULT 0,
  is_intermarket_sweep INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(decision_id, child_index)
) WITHOUT ROWID;

CREATE TABLE child_orders(
  session_id       INTEGER NOT NULL,
  child_id         INTEGER NOT NULL,
  parent_id        INTEGER NOT NULL,
  decision_index   INTEGER NOT NULL,
  step_index       INTEGER NOT NULL,
  instrument_id    INTEGER NOT NULL,
  venue_id         INTEGER NOT NULL,
  side             INTEGER NOT NULL,
  order_type       INTEGER NOT NULL,
  time_in_force    INTEGER NOT NULL,
  action           INTEGER NOT NULL,
  quantity         INTEGER NOT NULL,
  limit_price      INTEGER NOT NULL,
  send_time_ns     INTEGER NOT NULL,
  timeout_ns       INTEGER NOT NULL,
  beneficial_owner INTEGER NOT NULL,
  cancel_time_ns   INTEGER,                        -- first cancel sent
  minimum_quantity     INTEGER NOT NULL DEFAULT 0,
  is_intermarket_sweep INTEGER NOT NULL DEFAULT 0,
  is_conditional       INTEGER NOT NULL DEFAULT 0,
  firm_up_of           INTEGER NOT NULL DEFAULT 0,
  client_id            INTEGER NOT NULL DEFAULT 0,
  short_sale           INTEGER NOT NULL DEFAULT 0,
  has_locate           INTEGER NOT NULL DEFAULT 0,
  bid                  INTEGER NOT NULL DEFAULT 0, -- national best when it was decided; 0 = none
  ask                  INTEGER NOT NULL DEFAULT 0,
  doubt_time_ns        INTEGER,                    -- first doubt; NULL: never in doubt
  PRIMARY KEY(session_id, child_id)
) WITHOUT ROWID;

CREATE TABLE executions(
  session_id          INTEGER NOT NULL,
  sequence            INTEGER NOT NULL,            -- journal record
  child_id            INTEGER NOT NULL,
  parent_id           INTEGER NOT NULL,
  venue_id            INTEGER NOT NULL,
  execution_id        INTEGER NOT NULL,
  execution_type      INTEGER NOT NULL,            -- 2 = fill
  state               INTEGER NOT NULL,
  liquidity           INTEGER NOT NULL,
  reject_reason       INTEGER NOT NULL,
  last_quantity       INTEGER NOT NULL,
  last_price          INTEGER NOT NULL,
  cumulative_quantity INTEGER NOT NULL,
  leaves_quantity     INTEGER NOT NULL,
  fee_nanos           INTEGER NOT NULL,
  venue_time_ns       INTEGER NOT NULL,
  receive_time_ns     INTEGER NOT NULL,
  reference_execution_id INTEGER NOT NULL DEFAULT 0, -- execution that a correction or bust is about
  bid                    INTEGER NOT NULL DEFAULT 0, -- national best when it came; 0 = none
  ask                    INTEGER NOT NULL DEFAULT 0,
  fill_sequence          INTEGER,                  -- fill that it makes, corrects or busts: that record; NULL: none
  quarantine             INTEGER NOT NULL DEFAULT 0, -- why it moves no shares, see STORE.md; 0 = taken
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;

CREATE INDEX executions_by_child ON executions(session_id, child_id);

CREATE TABLE mark_outs(
  session_id    INTEGER NOT NULL,
  sequence      INTEGER NOT NULL,                  -- journal record
  child_id      INTEGER NOT NULL,
  parent_id     INTEGER NOT NULL,
  venue_id      INTEGER NOT NULL,
  instrument_id INTEGER NOT NULL,
  side          INTEGER NOT NULL,
  horizon_ns    INTEGER NOT NULL,
  fill_price    INTEGER NOT NULL,
  fill_quantity INTEGER NOT NULL,
  midpoint      INTEGER NOT NULL,                  -- 0: there was none
  time_ns       INTEGER NOT NULL,
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;

CREATE INDEX mark_outs_by_child ON mark_outs(session_id, child_id);

CREATE TABLE alerts(
  session_id    INTEGER NOT NULL,
  sequence      INTEGER NOT NULL,                  -- journal record
  kind          INTEGER NOT NULL,
  venue_id      INTEGER NOT NULL,
  instrument_id INTEGER NOT NULL,
  parent_id     INTEGER NOT NULL,
  reject_reason INTEGER NOT NULL,
  value         INTEGER NOT NULL,
  time_ns       INTEGER NOT NULL,
  client_id       INTEGER NOT NULL DEFAULT 0,
  limit_value     INTEGER NOT NULL DEFAULT 0,      -- limit that value is held against
  report_sequence INTEGER,                         -- report that it is about, where it is about one
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;

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
