-- Letters to adverse companies: handed over by people; from then on the adverse company's time runs (ADR 0032).

create table letter (
  id            bigint generated always as identity primary key,
  claim         text   not null references claim (numero),
  item_id       bigint not null references work_item (id),
  genre         text   not null,                  -- IDA, OUVERTURE: as PASS spells it
  compagnie     text   not null,
  sha256        text   not null,                  -- the PDF
  edited_on     date   not null,
  remise_jours  int    not null,                  -- both delays are those of the rules it was printed under
  suite_jours   int    not null,
  delivered_on  date,
  delivered_by  text,
  unique (claim, genre),
  check ((delivered_on is null) = (delivered_by is null))
);
create index letter_waiting on letter (edited_on, id) where delivered_on is null;
create index letter_clock on letter ((delivered_on + suite_jours), id) where delivered_on is not null;

-- What people noted of a letter; nothing is taken out.
create table letter_event (
  id         bigint generated always as identity primary key,
  letter_id  bigint      not null references letter (id),
  at         timestamptz not null,
  kind       text        not null check (kind in ('remise', 'remise-annulee')),
  who        text        not null,
  text       text        not null
);
create index letter_event_letter on letter_event (letter_id, id);

-- Letters that were printed before: to be handed over, or noted as handed over, like any other.
insert into letter (claim, item_id, genre, compagnie, sha256, edited_on, remise_jours, suite_jours)
select p.claim, p.item_id, substring(p.fichier from '^lettre-(IDA|OUVERTURE)[.]pdf$'),
  coalesce(s.result -> 'preouverture' ->> 'compagnieAdverse', ''), p.sha256,
  (p.filed_at at time zone 'Africa/Tunis')::date, 7, 20
from piece p left join step s on s.item_id = p.item_id and s.name = 'consulter'
where p.type = 'lettre' and p.fichier ~ '^lettre-(IDA|OUVERTURE)[.]pdf$'
order by p.id
on conflict (claim, genre) do nothing;
