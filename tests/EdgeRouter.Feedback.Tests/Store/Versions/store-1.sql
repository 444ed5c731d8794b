-- The store, schema version 1 (PRAGMA user_version). Projected from journals; can always be thrown away and projected again.
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
  child_count           INTEGER
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
  PRIMARY KEY(session_id, sequence)
) WITHOUT ROWID;
