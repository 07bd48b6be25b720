-- The review desk: what a bot asks of a person, who holds it, what is half done, what was settled.

alter table work_item add column question jsonb;  -- while at REVIEW: what a person is asked
create index work_item_people on work_item (deadline, id) where status in ('REVIEW', 'FAILED');

-- What a finished item leaves to people.
create table task (
  id       bigint generated always as identity primary key,
  item_id  bigint      not null references work_item (id) on delete cascade,
  cause    text        not null,
  text     text        not null,
  done_at  timestamptz,
  done_by  text
);
create index task_open on task (item_id) where done_at is null;
create index task_item on task (item_id);

-- Who holds an item, and what is half done; both outlive the browser.
create table review_hold (
  item_id     bigint primary key references work_item (id) on delete cascade,
  holder      text,
  taken_at    timestamptz,
  held_until  timestamptz,
  draft       jsonb,
  draft_by    text,
  draft_at    timestamptz
);

-- A field that a person settled: before and after.
create table settled_field (
  item_id   bigint      not null references work_item (id) on delete cascade,
  decision  int         not null,
  field     text        not null,
  pass      text,
  read      text,
  value     text        not null,
  at        timestamptz not null default now(),
  primary key (item_id, decision, field)
);
create index settled_field_at on settled_field (at);

-- What people look for a claim by: numbers, plates and policies without separators, names word by word, all in capitals.
create table claim_mark (
  claim  text not null references claim (numero) on delete cascade,
  kind   text not null,
  mark   text not null,
  primary key (claim, kind, mark)
);
create index claim_mark_prefix on claim_mark (mark text_pattern_ops);
insert into claim_mark select numero, 'declaration', regexp_replace(upper(numero), '[^A-Z0-9]', '', 'g') from claim;
insert into claim_mark select numero, 'dossier', regexp_replace(upper(numero_dossier), '[^A-Z0-9]', '', 'g')
  from claim where numero_dossier is not null;
