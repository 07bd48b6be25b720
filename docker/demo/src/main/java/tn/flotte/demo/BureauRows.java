package tn.flotte.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a desk has gathered in years, put straight into the orchestrator's own tables, and the plain
 * statements that fetch what its pages show.
 *
 * <p>Items are numbered from the newest, 1, to the oldest, 17 minutes apart (85 a day: some 31 000
 * a year, with their lines of the contact log), so that more items mean more years, not fuller
 * days. Seven of ten are mails; two mails in a row may be about one claim, three claims in a row
 * are of one car. Of a thousand mails 10 are to review, 3 have failed, 10 were quarantined and one
 * of these still waits. An item has two documents on average, each filed as a piece.
 */
final class BureauRows {
  /** The identities that the orchestrator gives itself stay below. */
  private static final long FIRST = 1_000_000_000L;

  private static final int CLAIMS_A_CAR = 3;

  /** Everything about the numbered items, in the order in which the tables need each other. */
  private static final List<String> ROWS =
      List.of(
          """
          insert into claim (numero, numero_dossier, created_at)
          select f.numero, f.dossier, now() - max(k.n) * interval '17 minutes'
          from numbered k join facts f on f.c = k.c where k.mail group by f.numero, f.dossier on conflict do nothing
          """,
          """
          insert into work_item (id, bot, reference, status, issue, reason, deadline, not_before, attempt, claim, payload,
            details, question, created_at, started_at, finished_at) overriding system value
          select k.id, case when k.mail then 'ouverture' else 'contact' end, encode(sha256(k.n::text::bytea), 'hex'),
            case when not k.mail then 'DONE' when k.r < 10 then 'REVIEW' when k.r < 13 then 'FAILED'
              when k.r between 221 and 240 then 'REJECTED' else 'DONE' end,
            case when not k.mail then 'consigne' when k.r < 10 then 'a_verifier' when k.r < 13 then 'echec'
              when k.r < 23 then 'quarantaine' when k.r < 131 then 'regularisation_demandee' when k.r < 171 then 'doublon'
              when k.r < 221 then 'ignore' when k.r < 241 then 'rejete' else 'dossier_ouvert' end,
            'Dossier ouvert, mission enregistrée, lettre éditée, réponse envoyée à l''agence.',
            at + interval '3 hours', at, 1, case when k.mail then f.numero end,
            jsonb_build_object('expediteur', 'agence' || f.agence || '@lloyd.example', 'sujet', 'Déclaration ' || f.numero,
              'message_id', '<' || k.n || '@lloyd.example>', 'document', encode(sha256(('m' || k.n)::bytea), 'hex')),
            case when k.mail then jsonb_build_object('numeroDeclaration', f.numero, 'numeroDossier', f.dossier, 'noeud', f.agence,
              'nature', 'MATERIEL', 'piecesManquantes', '[]'::jsonb, 'piecesIllisibles', '[]'::jsonb,
              'corrections', '{"date_accident": ["2026-11-12", "2026-11-13"]}'::jsonb, 'remarques', '[]'::jsonb,
              'pieces', jsonb_build_array(repeat(md5(k.n::text), 30)), 'taches', '[]'::jsonb,
              'reperes', jsonb_build_object('agence', f.agence, 'police', f.police, 'assure', f.prenom || ' ' || f.nom,
                'immatriculation', f.plaque, 'immatriculation_adverse', f.adverse)) end,
            case when k.mail and k.r < 10 then jsonb_build_object('cause', (array['contradiction', 'illisible', 'doublon'])[k.n % 3 + 1],
              'reprise', 'rejoindre', 'continuer', true, 'doutes', jsonb_build_array('Immatriculation : PASS et constat diffèrent.'),
              'message', repeat('Bonjour. ', 40), 'champs', '[]'::jsonb, 'papiers', '[]'::jsonb) end,
            at, at + interval '20 seconds', case when k.mail and k.r < 10 then null else at + interval '60 seconds' end
          from numbered k
          join facts f on f.c = k.c
          cross join lateral (select now() - k.n * interval '17 minutes' as at) t
          """,
          """
          insert into task (item_id, cause, text, done_at, done_by)
          select id, 'quarantaine', 'Courriel mis à l''écart : archive qui explose.',
            case when r <> 14 then now() end, case when r <> 14 then 'olfa' end
          from numbered where mail and r between 13 and 22
          """,
          """
          insert into step (item_id, name, attempt, result, milliseconds, recorded_at)
          select k.id, s.name, 1,
            case when s.name = 'lire' then jsonb_build_object('pieces', repeat(md5(k.n::text), 60)) else '{"fait": true}' end,
            100 + s.place * 37, now() - k.n * interval '17 minutes' + s.place * interval '3 seconds'
          from numbered k
          join unnest(array['trier', 'lire', 'identifier', 'rejoindre', 'controler', 'rapprocher', 'ouvrir', 'missionner', 'repondre'])
            with ordinality s(name, place) on k.mail or s.place <= 2
          """,
          """
          insert into event (item_id, at, attempt, kind, text)
          select k.id, now() - k.n * interval '17 minutes' + e.place * interval '10 seconds', 1, e.kind, 'Ce qui s''est passé.'
          from numbered k join unnest(array['taken', 'deferred', 'finished']) with ordinality e(kind, place) on k.mail or e.place <> 2
          """,
          """
          insert into effect (name, natural_key, item_id, attempt, done_at, result)
          select e.name, 'bench/' || k.n, k.id, 1, now(), '{"numero": "S26"}'
          from numbered k cross join unnest(array['ouvrir', 'missionner', 'repondre']) e(name) where k.mail and k.r > 240
          """,
          """
          insert into screenshot (item_id, step, screen, url, sha256, at)
          select k.id, s.step, 'préouverture', 'https://pass.exemple/preouverture',
            encode(sha256((k.n || s.step)::bytea), 'hex'), now() - k.n * interval '17 minutes'
          from numbered k cross join unnest(array['rapprocher', 'ouvrir', 'missionner', 'repondre']) s(step)
          where k.mail and k.r > 240
          """,
          """
          insert into item_document (item_id, sha256)
          select k.id, encode(sha256((k.n || '/' || d)::bytea), 'hex')
          from numbered k cross join generate_series(1, 3) d where k.mail and (d < 3 or k.n % 10 < 6)
          """,
          """
          insert into piece (claim, item_id, sha256, fichier, type, lisible, lecture, filed_at)
          select f.numero, k.id, encode(sha256((k.n || '/' || d)::bytea), 'hex'), 'scan-' || k.n || '-' || d || '.pdf',
            (array['constat', 'om', 'certificat'])[d], true, jsonb_build_object('champs', repeat(md5(k.n::text), 15)),
            now() - k.n * interval '17 minutes'
          from numbered k join facts f on f.c = k.c cross join generate_series(1, 3) d where k.mail and (d < 3 or k.n % 10 < 6)
          """,
          """
          insert into claim_mark (claim, kind, mark)
          select f.numero, m.kind, regexp_replace(upper(m.mark), '[^A-Z0-9]', '', 'g')
          from (select distinct c from numbered where mail) k join facts f on f.c = k.c
          cross join lateral (values ('declaration', f.numero), ('dossier', f.dossier), ('police', f.police),
            ('immatriculation', f.plaque), ('immatriculation_adverse', f.adverse), ('assure', f.prenom), ('assure', f.nom)) m(kind, mark)
          on conflict do nothing
          """);

  private final Connection database;
  private long items;

  BureauRows(Connection database) {
    this.database = database;
  }

  /**
   * Adds older items until there are so many, as a server that runs for long has them: with
   * statistics and a visibility map.
   */
  void fillTo(long wanted) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          """
      create temporary table if not exists numbered (n bigint primary key, id bigint, mail boolean, c bigint, r bigint);
      truncate numbered;
      insert into numbered select n, %d - n, n %% 10 < 7, n / 2, (n * 7919) %% 1000 from generate_series(%d, %d) n;
      analyze numbered;
      """
              .formatted(FIRST, items + 1, wanted));
      statement.execute(
          """
      create temporary table if not exists facts (c bigint primary key, numero text, dossier text, agence text, police text,
        plaque text, adverse text, prenom text, nom text);
      truncate facts;
      insert into facts select c, 'D26-' || agence || '-' || lpad(c::text, 6, '0'), 'S26-' || agence || '-' || lpad(c::text, 6, '0'),
        agence, agence || '/401/' || lpad((c / %1$d)::text, 7, '0'),
        (100 + (c / %1$d) / 9000) || ' TU ' || (1000 + (c / %1$d) %% 9000),
        (100 + (c * 31 / 9000) %% 150) || ' TU ' || (1000 + (c * 31) %% 9000),
        (array['Amel', 'Sami', 'Olfa', 'Ezzedine', 'Nour', 'Karim', 'Leïla', 'Hédi'])[c %% 8 + 1],
        'Ben' || translate((c / %1$d %% 5000)::text, '0123456789', 'abcdefghij')
      from (select distinct c, lpad((c %% 90 + 10)::text, 3, '0') as agence from numbered) k;
      analyze facts;
      """
              .formatted(CLAIMS_A_CAR));
      for (String insert : ROWS) {
        statement.execute(insert);
      }
      items = wanted;
      statement.execute("vacuum analyze");
    }
  }

  long count(String table) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A car that has claims. */
  String plate(long draw) throws SQLException {
    return one(
        "select details -> 'reperes' ->> 'immatriculation' from work_item where id = ?",
        mail(draw));
  }

  /** A claim file's number. */
  String dossier(long draw) throws SQLException {
    return one("select details ->> 'numeroDossier' from work_item where id = ?", mail(draw));
  }

  /** Any item that is a mail. */
  long mail(long draw) {
    long n = 1 + Math.floorMod(draw, items - 10);
    return FIRST - (n % 10 < 7 ? n : n - 3);
  }

  private String one(String sql, long id) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /**
   * Fetches all columns of all rows.
   *
   * @return how many rows
   */
  int select(String sql, List<Object> values) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      int rows = 0;
      try (ResultSet row = statement.executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          for (int i = 1; i <= columns; i++) {
            row.getString(i);
          }
          rows++;
        }
      }
      return rows;
    }
  }
}
