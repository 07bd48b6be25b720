package tn.flotte.orchestrator;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into the database as the work module would. */
public final class TestRows {
  private final JdbcClient jdbc;

  public TestRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void empty() {
    jdbc.sql("truncate claim, work_item, bot, agent, outbox restart identity cascade").update();
    asSuperuser("truncate archive_entry");
    jdbc.sql("update archive_head set seq = 0, hash = repeat('0', 64)").update();
  }

  /** Does to the archive what its triggers refuse, as whoever owns the database can. */
  public void asSuperuser(String sql) {
    jdbc.sql("alter table archive_entry disable trigger user").update();
    try {
      jdbc.sql(sql).update();
    } finally {
      jdbc.sql("alter table archive_entry enable trigger user").update();
    }
  }

  public Item aMail(String subject) {
    return new Item("ouverture")
        .payload("sujet", subject)
        .payload("expediteur", "agence027@exemple.tn");
  }

  public Item anItem(String bot) {
    return new Item(bot);
  }

  public void bot(String name, String state, String reason) {
    jdbc.sql("insert into bot (name, state, reason) values (:name, :state, :reason)")
        .param("name", name)
        .param("state", state)
        .param("reason", reason)
        .update();
  }

  public void agent(String name, String bots, Instant seen) {
    jdbc.sql(
            """
            insert into agent (name, host, pid, bots, capacity, version, seen_at)
            values (:name, 'poste-7', 4711, :bots::jsonb, 2, '0.1.0', :seen)
            """)
        .param("name", name)
        .param("bots", bots)
        .param("seen", at(seen))
        .update();
  }

  public void claim(String numero, String dossier) {
    jdbc.sql("insert into claim (numero, numero_dossier) values (:numero, nullif(:dossier, ''))")
        .param("numero", numero)
        .param("dossier", dossier)
        .update();
  }

  public void step(long item, String name, String result, long milliseconds) {
    jdbc.sql(
            """
            insert into step (item_id, name, attempt, result, milliseconds)
            values (:item, :name, 1, :result::jsonb, :milliseconds)
            """)
        .param("item", item)
        .param("name", name)
        .param("result", result)
        .param("milliseconds", milliseconds)
        .update();
  }

  public void effect(long item, String name, String key, boolean done) {
    jdbc.sql(
            """
            insert into effect (name, natural_key, item_id, attempt, done_at, result)
            values (:name, :key, :item, 1, case when :done then now() end, case when :done then '{}'::jsonb end)
            """)
        .param("name", name)
        .param("key", key)
        .param("item", item)
        .param("done", done)
        .update();
  }

  public void event(long item, String kind, String text) {
    jdbc.sql("insert into event (item_id, attempt, kind, text) values (:item, 1, :kind, :text)")
        .param("item", item)
        .param("kind", kind)
        .param("text", text)
        .update();
  }

  public void screenshot(long item, String sha256) {
    jdbc.sql(
            """
            insert into screenshot (item_id, step, screen, url, sha256)
            values (:item, 'ouvrir', 'ouverture', 'http://pass.exemple/ouverture', :sha256)
            """)
        .param("item", item)
        .param("sha256", sha256)
        .update();
  }

  public void piece(long item, String claim, String fichier, String type, String sha256) {
    jdbc.sql(
            """
            insert into piece (claim, item_id, sha256, fichier, type, lisible)
            values (:claim, :item, :sha256, :fichier, :type, true)
            """)
        .param("item", item)
        .param("claim", claim)
        .param("fichier", fichier)
        .param("type", type)
        .param("sha256", sha256)
        .update();
  }

  /** What a bot asks when the insured's plate on a constat is another than PASS's. */
  public void question(long item) {
    question(item, "[]");
  }

  /** The same; {@code papers} as JSON. */
  public void question(long item, String papers) {
    ask(
        item,
        """
        {"cause":"contradiction","reprise":"rejoindre","continuer":true,
         "doutes":["Immatriculation de l'assuré : PASS « 131 TU 6238 », pièce « 123 TU 4567 »."],
         "message":"Bonjour,\\nci-joint le constat.",
         "champs":[
          {"nom":"immatriculation_assure","libelle":"immatriculation de l'assuré","forme":"IMMATRICULATION",
           "pass":"131 TU 6238","lus":[{"fichier":"scan.png","champ":"a_vehicule_immatriculation","texte":"123 TU 4567",
           "confiance":0.97,"avis":"contredit_sur"}],"enCause":true,"modifiable":true,
           "ecritures":[{"expression":"([0-9]{1,3}) ?TU ?([0-9]{1,4})","modele":"$1 TU $2","exemple":"45 TU 678"}]},
          {"nom":"date_accident","libelle":"date de l'accident","forme":"DATE","pass":"2026-11-12",
           "lus":[{"fichier":"scan.png","champ":"date_accident","texte":"2026-11-12","confiance":0.99,"avis":"concorde"}],
           "enCause":false,"modifiable":true},
          {"nom":"police","libelle":"numéro de police","forme":"TEXTE","pass":"027/401/0012345","lus":[],
           "enCause":false,"modifiable":false}],
         "papiers":PAPERS,
         "lettre":{"sujet":"Déclaration D26-027-00123 : pièces à compléter","texte":"Bonjour,\\n\\nIl nous faut encore : …"}}
        """
            .replace("PAPERS", papers));
  }

  /** What a bot asks when several signs together want a second look; {@code papers} as JSON. */
  public void signs(long item, String papers) {
    ask(
        item,
        """
        {"cause":"signes","reprise":"rejoindre","continuer":true,
         "doutes":["Contrat à effet du 09/11/2026, 3 jours avant l'accident.",
          "Le véhicule adverse 98 TU 7654 est aussi dans la déclaration D26-027-00091.",
          "Le même constat que « scan.png » est déjà dans le dossier S26-027-00012."],
         "message":"Bonjour,\\nci-joint le constat.",
         "champs":[
          {"nom":"immatriculation_assure","libelle":"immatriculation de l'assuré","forme":"IMMATRICULATION",
           "pass":"123 TU 4567","lus":[{"fichier":"scan.png","champ":"a_vehicule_immatriculation","texte":"123 TU 4567",
           "confiance":0.97,"avis":"concorde"}],"enCause":false,"modifiable":true}],
         "papiers":PAPERS,"renvois":["D26-027-00091","D26-027-00090"],
         "lettre":{"sujet":"Déclaration D26-027-00123 : renseignements","texte":"Bonjour,\\n\\nIl nous faut encore : …"}}
        """
            .replace("PAPERS", papers));
  }

  private void ask(long item, String json) {
    jdbc.sql("update work_item set question = :question::jsonb where id = :id")
        .param("question", json)
        .param("id", item)
        .update();
  }

  public void mark(String claim, String kind, String mark) {
    jdbc.sql("insert into claim_mark (claim, kind, mark) values (:claim, :kind, :mark)")
        .param("claim", claim)
        .param("kind", kind)
        .param("mark", mark)
        .update();
  }

  public void task(long item, String cause, String text) {
    jdbc.sql("insert into task (item_id, cause, text) values (:item, :cause, :text)")
        .param("item", item)
        .param("cause", cause)
        .param("text", text)
        .update();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** A row of work_item being made. */
  public final class Item {
    private final String bot;
    private String status = "NEW";
    private String issue = "";
    private String reason = "";
    private String claim = "";
    private String details = "";
    private String agent = "";
    private int attempt;
    private Instant createdAt = Instant.now();
    private Instant notBefore = Instant.EPOCH;
    private long seconds;
    private final java.util.Map<String, String> payload = new java.util.LinkedHashMap<>();

    private Item(String bot) {
      this.bot = bot;
    }

    public Item payload(String name, String value) {
      payload.put(name, value);
      return this;
    }

    public Item ended(String newStatus, String newIssue, String newReason) {
      status = newStatus;
      issue = newIssue;
      reason = newReason;
      attempt = 1;
      seconds = 95;
      return this;
    }

    public Item heldBy(String newAgent) {
      status = "IN_PROGRESS";
      agent = newAgent;
      attempt = 1;
      return this;
    }

    public Item status(String newStatus) {
      status = newStatus;
      return this;
    }

    public Item claim(String numero) {
      claim = numero;
      return this;
    }

    public Item details(String json) {
      details = json;
      return this;
    }

    public Item createdAt(Instant time) {
      createdAt = time;
      return this;
    }

    public Item notBefore(Instant time) {
      notBefore = time;
      return this;
    }

    public long add() {
      String json =
          payload.entrySet().stream()
              .map(e -> quoted(e.getKey()) + ":" + quoted(e.getValue()))
              .collect(java.util.stream.Collectors.joining(",", "{", "}"));
      long id = insert(json);
      jdbc.sql(
              """
              insert into task (item_id, cause, text)
              select w.id, t ->> 'cause', t ->> 'texte'
              from work_item w, jsonb_array_elements(coalesce(w.details -> 'taches', '[]')) t where w.id = :id
              """)
          .param("id", id)
          .update();
      return id;
    }

    private long insert(String json) {
      return jdbc.sql(
              """
              insert into work_item (bot, reference, status, issue, reason, claim, details, agent, attempt, payload,
                created_at, not_before, deadline, finished_at, lease_until, started_at)
              values (:bot, :reference, :status, nullif(:issue, ''), nullif(:reason, ''), nullif(:claim, ''),
                nullif(:details, '')::jsonb, nullif(:agent, ''), :attempt, :payload::jsonb, :created, :notBefore,
                :created + interval '3 hours', case when :seconds > 0 then :created + make_interval(secs => :seconds) end,
                case when :agent <> '' then now() + interval '30 seconds' end, case when :attempt > 0 then :created end)
              returning id
              """)
          .param("bot", bot)
          .param("reference", UUID.randomUUID().toString())
          .param("status", status)
          .param("issue", issue)
          .param("reason", reason)
          .param("claim", claim)
          .param("details", details)
          .param("agent", agent)
          .param("attempt", attempt)
          .param("payload", json)
          .param("created", at(createdAt))
          .param("notBefore", at(notBefore))
          .param("seconds", (double) seconds)
          .query(Long.class)
          .single();
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
