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
