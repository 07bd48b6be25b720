-- What there is to do, who does it, what was done: PostgreSQL knows everything, agents keep nothing.

create table claim (
  numero          text primary key,              -- declaration number, such as D26-027-00123
  numero_dossier  text,                          -- the dossier the fleet opened for it
  created_at      timestamptz not null default now()
);

create table work_item (
  id           bigint generated always as identity primary key,
  bot          text        not null,
  reference    text        not null,             -- unique per bot; of a mail, the SHA-256 of its bytes
  status       text        not null check (status in
                 ('NEW', 'IN_PROGRESS', 'REVIEW', 'UNCERTAIN', 'DONE', 'REJECTED', 'FAILED')),
  issue        text,                             -- the outcome's code, such as dossier_ouvert
  reason       text,                             -- one sentence for people
  priority     int         not null default 5,   -- 1 is most urgent
  deadline     timestamptz,
  not_before   timestamptz not null default now(),
  attempt      int         not null default 0,   -- the fence: whoever holds a lower one is late
  failures     int         not null default 0,   -- technical failures spent
  losses       int         not null default 0,   -- leases lost in a row without a step recorded
  orphaned     boolean     not null default false, -- a holder once lost it and may still be alive
  agent        text,
  lease_until  timestamptz,
  step         text,
  compte       text,                             -- PASS account leased with the item
  claim        text references claim (numero),
  payload      jsonb       not null default '{}',
  details      jsonb,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  unique (bot, reference)
);
create index work_item_waiting on work_item (bot, priority, deadline, id) where status in ('NEW', 'UNCERTAIN');
create index work_item_held on work_item (lease_until) where status = 'IN_PROGRESS';
create unique index work_item_compte on work_item (compte) where compte is not null;
create index work_item_claim on work_item (claim) where claim is not null;
create index work_item_status on work_item (status, bot, created_at);

-- The journal: a recorded step is never run again.
create table step (
  item_id      bigint      not null references work_item (id) on delete cascade,
  name         text        not null,
  attempt      int         not null,
  result       jsonb       not null,
  milliseconds bigint      not null,
  recorded_at  timestamptz not null default now(),
  primary key (item_id, name)
);

-- One row an effect, whoever wants it: two mails about one claim cannot both open it.
create table effect (
  name         text        not null,
  natural_key  text        not null,
  item_id      bigint      not null references work_item (id),
  attempt      int         not null,
  intended_at  timestamptz not null default now(),
  done_at      timestamptz,
  result       jsonb,
  primary key (name, natural_key)
);
create index effect_open on effect (item_id) where done_at is null;

-- What happened to an item, for its timeline.
create table event (
  id       bigint generated always as identity primary key,
  item_id  bigint      not null references work_item (id) on delete cascade,
  at       timestamptz not null default now(),
  attempt  int         not null,
  kind     text        not null,                 -- taken, lost, failed, deferred, finished, again, closed
  step     text,
  text     text        not null
);
create index event_item on event (item_id, id);

create table screenshot (
  id       bigint generated always as identity primary key,
  item_id  bigint      not null references work_item (id) on delete cascade,
  step     text        not null,
  screen   text        not null,
  url      text,
  sha256   text        not null,
  at       timestamptz not null default now()
);
create index screenshot_item on screenshot (item_id, id);

create table item_document (
  item_id  bigint not null references work_item (id) on delete cascade,
  sha256   text   not null,
  primary key (sha256, item_id)
);

create table piece (
  id        bigint generated always as identity primary key,
  claim     text        not null references claim (numero),
  item_id   bigint      not null references work_item (id),
  sha256    text        not null,
  fichier   text        not null,
  type      text        not null,
  lisible   boolean     not null,
  motif     text,
  lecture   jsonb,
  filed_at  timestamptz not null default now(),
  unique (claim, sha256, fichier)
);

-- Whether a bot may work, and why not.
create table bot (
  name         text primary key,
  state        text        not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'STOPPED')),
  reason       text,
  until        timestamptz,                      -- a pause ends by itself
  streak       int         not null default 0,   -- outages in a row
  streak_since timestamptz
);

create table agent (
  name     text primary key,
  host     text        not null,
  pid      bigint      not null,
  bots     jsonb       not null,
  capacity int         not null,
  version  text        not null,
  seen_at  timestamptz not null default now()
);

-- Hints on their way to the broker; the row is gone once the broker has them.
create table outbox (
  id       bigint generated always as identity primary key,
  bot      text        not null,
  item_id  bigint      not null,
  attempt  int         not null,
  due_at   timestamptz not null default now()
);
create index outbox_due on outbox (due_at);
