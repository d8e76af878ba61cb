-- The log: gapless positions, one leaf hash a fact, nothing ever changed or deleted.
--
-- Two roles, neither of which logs in. integracode_owner owns the log; integracode_app, in which the application acts
-- (SET ROLE when it connects), reads and appends. An administrator who wants the application's login to be none of the
-- owner's members makes both roles beforehand; then nothing is granted here that was not granted there.

do $$
declare
    wanted text;
begin
    foreach wanted in array array['integracode_owner', 'integracode_app'] loop
        begin
            if not exists (select from pg_roles where rolname = wanted) then
                execute format('create role %I nologin', wanted);
            end if;
            execute format('grant %I to %I', wanted, current_user);
        exception
            -- Roles belong to the whole server: another database's migration may make them at the same instant.
            when duplicate_object or unique_violation or insufficient_privilege then null;
        end;
    end loop;
    execute format('grant create on database %I to integracode_app', current_database());
end $$;

create schema log authorization integracode_owner;
set local role integracode_owner;

create table log.identity (
    single boolean primary key default true check (single),
    log_id uuid not null);
comment on table log.identity is 'Which log this is: one line.';

create table log.epochs (
    epoch bigint primary key check (epoch > 0),
    started_at timestamptz not null,
    after_position bigint not null check (after_position >= 0),
    after_leaf bytea check (length(after_leaf) = 32));
comment on table log.epochs is 'Histories of this log: a restored or promoted log begins a new one after a position.';

create table log.events (
    position bigint primary key check (position > 0),
    log_id uuid not null,
    epoch bigint not null check (epoch > 0),
    event_id uuid not null unique,
    stream text not null,
    stream_id uuid not null,
    version bigint not null check (version > 0),
    type text not null,
    schema_version integer not null check (schema_version > 0),
    -- A year that the driver cannot read would hide the line from the verification.
    occurred_on date not null check (occurred_on between '1900-01-01' and '9999-12-31'),
    recorded_at timestamptz not null check (recorded_at >= '2000-01-01Z' and recorded_at < '9999-12-31Z'),
    actor text not null,
    role text not null,
    operator_id uuid,
    source text not null,
    correlation_id uuid not null,
    causation_id uuid,
    reason text,
    supersedes uuid,
    tags text[] not null,
    command_id uuid,
    payload bytea not null,
    metadata bytea,
    format smallint not null,
    leaf bytea not null check (length(leaf) = 32),
    unique (stream_id, version));
create index on log.events (supersedes) where supersedes is not null;
comment on table log.events is 'The facts. docs/reference/leaf.md says how leaf follows from the other columns.';

create table log.event_tags (
    tag text,
    position bigint,
    primary key (tag, position));
comment on table log.event_tags is 'Index of events.tags: what makes "everything about this group" one indexed read.';

create table log.batches (
    last_position bigint primary key check (last_position > 0),
    recorded_at timestamptz not null);
create index on log.batches (recorded_at, last_position);
comment on table log.batches is
    'One line a save that stored facts; the last one is the head. Inserted only: an updated line would slow every'
    ' append down while a long snapshot is open.';

create table log.commands (
    principal text,
    route text,
    key text,
    digest bytea not null,
    command_id uuid not null,
    positions bigint[] not null,
    epoch bigint not null,
    through bigint not null check (through >= 0),
    recorded_at timestamptz not null,
    primary key (principal, route, key));
comment on table log.commands is
    'What each command stored, so that the same asking gets the same answer: never what was asked, never a refusal.';

create table log.claims (
    kind text,
    key text,
    owner text,
    is_unique boolean,
    primary key (kind, key, owner, is_unique));
create unique index on log.claims (kind, key) where is_unique;
comment on table log.claims is 'Keys that are unique or findable across streams; follows from the facts.';

create function log.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of log.% is refused: the log is append-only', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete or truncate on log.identity
    for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.epochs
    for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.events
    for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.event_tags
    for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.batches
    for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.commands
    for each statement execute function log.refuse_change();

insert into log.identity (log_id) values (gen_random_uuid());
insert into log.epochs (epoch, started_at, after_position) values (1, now(), 0);

grant usage on schema log to integracode_app;
grant select on all tables in schema log to integracode_app;
grant insert on log.events, log.event_tags, log.batches, log.commands, log.claims to integracode_app;
grant delete on log.claims to integracode_app;

reset role;
