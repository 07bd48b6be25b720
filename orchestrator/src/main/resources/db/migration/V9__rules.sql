-- The bots' rules: every text that was ever in force, who wrote it, when and why. Nothing is changed or taken out (ADR 0026).

create table rule_version (
  book     text        not null,                 -- the rule book's name, such as ouverture
  version  int         not null check (version > 0),
  text     text        not null,
  made_at  timestamptz not null default now(),
  made_by  text        not null,                 -- a person; 'installation' for a file
  reason   text        not null,
  base     int,                                  -- the version it was written from; null when it came from a file
  primary key (book, version)
);

create function rule_version_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'Rules are append-only: % of % is refused.', tg_op, tg_table_name;
end $$;
create trigger rule_version_append_only before update or delete on rule_version
  for each row execute function rule_version_refuse();
create trigger rule_version_not_emptied before truncate on rule_version
  for each statement execute function rule_version_refuse();

-- What an item is worked on under: given when it begins, kept to its end.
alter table work_item
  add column rule_book    text,
  add column rule_version int,
  add constraint work_item_rules foreign key (rule_book, rule_version) references rule_version (book, version);

-- The archive keeps the text of each version as a document.
alter table archive_entry drop constraint archive_entry_kind_check;
alter table archive_entry add constraint archive_entry_kind_check
  check (kind in ('COURRIEL', 'PIECE', 'ORIGINAL_RECU', 'ORIGINAL_ANNULE', 'REGLES'));
