-- Who may sign in, and who read what. Not part of the log: accounts change, and readings follow from no fact.

create schema accounts authorization integracode_owner;
set local role integracode_owner;

create table accounts.accounts (
    id uuid primary key,
    login text not null unique check (login = lower(login)),
    password text not null,
    role text not null,
    operator_id uuid,
    disabled boolean not null default false,
    created_at timestamptz not null);
comment on table accounts.accounts is 'Local accounts; password is an Argon2id hash with its parameters.';

create table accounts.sessions (
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id uuid not null references accounts.accounts,
    expires_at timestamptz not null);
create index on accounts.sessions (expires_at);
comment on table accounts.sessions is 'Who is signed in: SHA-256 of each token, never a token.';

create table accounts.failures (
    login_hash bytea primary key check (length(login_hash) = 32),
    failures integer not null,
    last_at timestamptz not null);
comment on table accounts.failures is
    'Wrong sign-ins in a row, under the SHA-256 of what was typed as a login, known or not.';

create table accounts.readings (
    read_at timestamptz not null,
    account_id uuid not null,
    role text not null,
    operator_id uuid,
    path_id uuid not null,
    events uuid[] not null,
    correlation_id uuid not null);
create index on accounts.readings (path_id, read_at);
comment on table accounts.readings is 'Whose personal values were opened, by whom and when: which events, never the values.';

grant usage on schema accounts to integracode_app;
grant select, insert on all tables in schema accounts to integracode_app;
grant update on accounts.accounts, accounts.failures to integracode_app;
grant delete on accounts.sessions, accounts.failures to integracode_app;

reset role;
