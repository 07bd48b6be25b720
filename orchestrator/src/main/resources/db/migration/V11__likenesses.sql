-- How papers look, so that the same one is known again when it comes with another claim.
create table paper_print (
  item_id  bigint    not null references work_item (id) on delete cascade,
  sha256   text      not null,
  fichier  text      not null,
  genre    text      not null,                   -- only prints of one kind are compared
  print    bit(256)  not null,
  bands    int[]     not null,                   -- parts of the print: prints of one paper share at least one
  primary key (item_id, sha256, fichier)
);
create index paper_print_bands on paper_print using gin (bands) with (fastupdate = off);

-- Calls that people have noted, on their claim's page.
create index work_item_call on work_item ((payload ->> 'numero_declaration'))
  where bot = 'contact' and payload ->> 'sens' in ('APPEL_RECU', 'APPEL_EMIS');
