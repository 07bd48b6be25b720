-- The archive: what was filed under a claim, append-only, each entry chained to the one before it (ADR 0024).

create table archive_entry (
  seq          bigint      primary key,
  filed_at     timestamptz not null,
  kind         text        not null check (kind in ('COURRIEL', 'PIECE', 'ORIGINAL_RECU', 'ORIGINAL_ANNULE')),
  claim        text        not null,               -- no foreign key: an entry outlives what it tells of
  dossier      text,
  item_id      bigint,
  sha256       text,                               -- of the document; an original on paper has none
  name         text        not null,
  type         text        not null,
  received_at  timestamptz not null,
  sender       text        not null,
  size         bigint,                             -- null when the store did not have the document
  keep_until   date        not null,
  rule         int         not null,               -- version of the rule that gave keep_until
  previous     text        not null,               -- hash of the entry before
  hash         text        not null                -- SHA-256 of previous and all columns above
);
create index archive_entry_claim on archive_entry (claim, seq);
-- A document is entered once under a claim, whoever tries.
create unique index archive_entry_once on archive_entry (claim, sha256, name) where sha256 is not null;

-- The chain's end: whoever adds to the chain holds this row.
create table archive_head (
  one   boolean primary key default true check (one),
  seq   bigint  not null,
  hash  text    not null
);
insert into archive_head (seq, hash) values (0, repeat('0', 64));

create function archive_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The archive is append-only: % of % is refused.', tg_op, tg_table_name;
end $$;
create trigger archive_entry_append_only before update or delete on archive_entry
  for each row execute function archive_refuse();
create trigger archive_entry_not_emptied before truncate on archive_entry
  for each statement execute function archive_refuse();
create trigger archive_head_stays before delete or truncate on archive_head
  for each statement execute function archive_refuse();

-- Words read from pieces and mails, for the search; nothing of it is evidence, all of it can be made anew.
create table claim_words (
  claim   text     not null references claim (numero) on delete cascade,
  source  text     not null,                       -- the document's hash and the piece's name
  words   tsvector not null,
  primary key (claim, source)
);
create index claim_words_words on claim_words using gin (words);
