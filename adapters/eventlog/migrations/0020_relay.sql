-- How far the log has been sent to Kafka. It follows from the topics: without it, all is sent again.

create schema relay authorization integracode_owner;
set local role integracode_owner;

create table relay.sent (
    topic text primary key,
    topic_id uuid not null,
    log_id uuid not null,
    epoch bigint not null check (epoch > 0),
    position bigint not null check (position > 0),
    leaf bytea not null check (length(leaf) = 32),
    recorded_at timestamptz not null,
    last_positions bigint[] not null,
    saves bigint not null check (saves > 0),
    saved_at timestamptz not null default now());
comment on table relay.sent is
    'A line a topic: every fact up to a position is in it. last_positions: of the last fact of each partition, from 0'
    ' on. topic_id: which topic received it; one made again under its name is filled again. saves counts up: only who'
    ' knows the last count may save.';

create table relay.state (
    prefix text primary key,
    active text not null,
    since timestamptz not null default now(),
    trouble text,
    trouble_since timestamptz);
comment on table relay.state is
    'A line a set of topics: which relay was the last to be active, and what keeps it from sending, as a code. Whether'
    ' it still is there, its advisory lock says.';

grant usage on schema relay to integracode_app;
grant select, insert, update, delete on relay.sent, relay.state to integracode_app;

reset role;
