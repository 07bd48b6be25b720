-- The desk stays quick as the years go by: what its lists filter, sort and find by stands in columns and indexes.

alter table work_item
  -- Why it waits for a person, as a code; null when it doesn't.
  add column cause text generated always as (
    case when status = 'FAILED' then 'echec'
      when status = 'REVIEW' then coalesce(question ->> 'cause',
        case issue when 'rapport_expertise' then 'rapport' when 'sans_reponse' then 'silence' else 'autre' end)
    end) stored,
  add column agency text generated always as (details -> 'reperes' ->> 'agence') stored,
  -- What people look for in a list of items, in small letters: one column to read instead of seven.
  add column sought text generated always as (
    lower(coalesce(payload ->> 'sujet', '') || ' ' || coalesce(payload ->> 'expediteur', '') || ' ' || coalesce(claim, '')
      || ' ' || coalesce(details ->> 'numeroDossier', '') || ' ' || coalesce(details ->> 'numeroDeclaration', '')
      || ' ' || reference)) stored;

drop index work_item_people;
create index work_item_people on work_item (deadline, id) include (cause, agency) where status in ('REVIEW', 'FAILED');
create index work_item_newest on work_item (created_at, id) include (bot);
create index claim_dossier on claim (numero_dossier) where numero_dossier is not null;
create index piece_item on piece (item_id);
drop index effect_open;
create index effect_item on effect (item_id);

-- A search by a short beginning finds thousands of marks: their claims are read from the index.
drop index claim_mark_prefix;
create index claim_mark_prefix on claim_mark (mark text_pattern_ops) include (claim);
