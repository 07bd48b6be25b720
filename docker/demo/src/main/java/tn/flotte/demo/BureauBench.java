package tn.flotte.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./flotte bench bureau}: whether the desk stays quick as the years go by. */
@Command(
    name = "./flotte bench bureau",
    usageHelpAutoWidth = true,
    description = {
      "Remplit la base de l'orchestrateur de 2 000, puis de 200 000 éléments (courriels finis, à vérifier, en"
          + " quarantaine, étapes, pièces ; deux documents par élément) et mesure ses pages par HTTP, une personne"
          + " connectée, à côté d'un simple SELECT des mêmes lignes dans la même exécution."
    })
public final class BureauBench implements Callable<Integer> {
  private static final int WARM_UP = 40;

  /** With fewer, some kinds of items would be missing. */
  private static final int LEAST = 500;

  private static final List<String> WAITING =
      List.of(
          """
          select w.id, w.status, p.text, w.claim, w.created_at, w.deadline, w.payload ->> 'expediteur', w.payload ->> 'sujet',
            w.question ->> 'cause', w.details -> 'reperes' ->> 'agence', w.details ->> 'numeroDossier'
          from (select id, reason as text from work_item where status in ('REVIEW', 'FAILED')
            union all select item_id, text from task where done_at is null) p
          join work_item w on w.id = p.id order by w.deadline limit 50
          """);

  private static final List<String> FOUND =
      List.of(
          """
          select c.numero, c.numero_dossier, w.details -> 'reperes'
          from (select distinct claim from claim_mark where mark like ? limit 50) m
          join claim c on c.numero = m.claim join work_item w on w.claim = c.numero
          """);

  private static final List<String> OF_NUMBER =
      List.of(
          "select w.* from work_item w join claim c on c.numero = w.claim where c.numero_dossier = ?");

  private static final String OF_CLAIM =
      "join work_item w on w.id = x.item_id join claim c on c.numero = w.claim where c.numero_dossier = ?";

  private static final List<String> FILE =
      List.of(
          "select w.*, c.* from work_item w join claim c on c.numero = w.claim where c.numero_dossier = ?",
          "select x.* from step x " + OF_CLAIM,
          "select x.* from event x " + OF_CLAIM,
          "select x.* from screenshot x " + OF_CLAIM,
          "select x.* from piece x join claim c on c.numero = x.claim where c.numero_dossier = ?");

  private static final List<String> NEWEST =
      List.of("select * from work_item where bot = 'ouverture' order by created_at desc limit 50");

  private static final List<String> ITEM =
      List.of(
          "select * from work_item where id = ?",
          "select * from step where item_id = ?",
          "select * from event where item_id = ?",
          "select * from effect where item_id = ?",
          "select * from screenshot where item_id = ?",
          "select * from piece where item_id = ?");

  @Option(names = "--nombre", paramLabel = "N", description = "Requêtes mesurées par page (200).")
  private int requests = 200;

  @Option(
      names = "--petit",
      paramLabel = "N",
      description = "Éléments de la première mesure (2000).")
  private long few = 2_000;

  @Option(
      names = "--grand",
      paramLabel = "N",
      description = "Éléments de la seconde mesure (200000).")
  private long many = 200_000;

  @Mixin private final Checkout checkout = new Checkout();

  private final Screen screen;

  BureauBench(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(FrenchErrors.over(new BureauBench(screen), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (few < LEAST || many <= few || requests < 1) {
      screen.say(
          "--petit : " + LEAST + " au moins ; --grand : plus que --petit ; --nombre : 1 au moins.");
      return FrenchErrors.WRONG_USE;
    }
    try (DataDirectory data = DataDirectory.temporary("flotte-bench-")) {
      try {
        return new Stage(checkout.repository(), screen).with(data, 0, (fleet, _) -> run(fleet));
      } finally {
        data.discardIfTemporary();
      }
    } catch (DemoException e) {
      screen.say(String.valueOf(e.getMessage()));
      return 3;
    }
  }

  private int run(Fleet fleet) throws IOException {
    fleet.startDeskOnly();
    try (Connection database = DriverManager.getConnection(fleet.databaseUrl(), "postgres", "")) {
      BureauRows rows = new BureauRows(database);
      Map<String, Timed> before = measure(fleet, rows, few);
      Map<String, Timed> after = measure(fleet, rows, many);
      report(before, after);
      return 0;
    } catch (SQLException e) {
      throw new DemoException("La base de l'orchestrateur refuse : " + e.getMessage(), e);
    }
  }

  /**
   * One request.
   *
   * @param expected stands in the page, or it is not the right one
   * @param values of the plain statements' parameters, the same for each
   */
  private record Request(String path, String expected, List<Object> values) {}

  /** What a draw asks of a page. */
  private interface Draw {
    Request of(long draw) throws SQLException;
  }

  /**
   * A page and the plain statements that fetch its rows.
   *
   * @param plain each fetches rows of one table, as somebody who knows the schema would
   */
  private record Asked(String name, Draw draw, List<String> plain) {}

  private static List<Asked> asked(BureauRows rows) {
    return List.of(
        new Asked("Corbeille", _ -> new Request("/corbeille", "id=\"attend-", List.of()), WAITING),
        new Asked(
            "Recherche par plaque",
            draw -> {
              String plate = rows.plate(draw);
              return new Request(
                  "/recherche?q=" + Visit.encoded(plate),
                  plate,
                  List.of(plate.replace(" ", "") + "%"));
            },
            FOUND),
        new Asked(
            "Recherche, deux signes",
            draw -> {
              String start = rows.plate(draw).substring(0, 2);
              return new Request("/recherche?q=" + start, "D26-", List.of(start + "%"));
            },
            FOUND),
        new Asked(
            "Dossier",
            draw -> {
              String number = rows.dossier(draw);
              return new Request("/dossiers/" + number, number, List.of(number));
            },
            FILE),
        new Asked("Tableau de bord", _ -> new Request("/", "id=\"planning\"", List.of()), WAITING),
        new Asked("Courrier du jour", _ -> new Request("/courrier", "D26-", List.of()), NEWEST),
        new Asked("Éléments", _ -> new Request("/elements", "D26-", List.of()), NEWEST),
        new Asked(
            "Éléments, dernière page",
            _ -> new Request("/elements?page=99999", "D26-", List.of()),
            NEWEST),
        new Asked(
            "Éléments, un texte",
            draw -> {
              String number = rows.dossier(draw);
              return new Request("/elements?q=" + number, number, List.of(number));
            },
            OF_NUMBER),
        new Asked(
            "Élément",
            draw -> new Request("/elements/" + rows.mail(draw), "D26-", List.of(rows.mail(draw))),
            ITEM));
  }

  private Map<String, Timed> measure(Fleet fleet, BureauRows rows, long items)
      throws IOException, SQLException {
    screen.progress("Je remplis la base : " + Nombre.de(items, "élément") + "…");
    rows.fillTo(items);
    screen.progress(
        String.format(
            Locale.FRENCH,
            "%d éléments, %d documents, %d pièces, %d étapes, %d sinistres",
            rows.count("work_item"),
            rows.count("item_document"),
            rows.count("piece"),
            rows.count("step"),
            rows.count("claim")));
    Visit visit = Visit.as(fleet.dashboard("/"), "admin", fleet.acces().motDePasse());
    Map<String, Timed> measured = new LinkedHashMap<>();
    for (Asked asked : asked(rows)) {
      Timed timed = timed(visit, rows, asked);
      measured.put(asked.name(), timed);
      screen.progress(asked.name() + " : " + timed);
    }
    return measured;
  }

  /** By turns, so that both see the same machine. */
  private Timed timed(Visit visit, BureauRows rows, Asked asked) throws IOException, SQLException {
    double[] pages = new double[requests];
    double[] plain = new double[requests];
    for (int i = -WARM_UP; i < requests; i++) {
      Request request = asked.draw().of(Math.abs(i * 7_919L + 104_729L));
      long begin = System.nanoTime();
      String page = visit.page(request.path());
      long between = System.nanoTime();
      int found = 0;
      for (String sql : asked.plain()) {
        found += rows.select(sql, request.values());
      }
      long end = System.nanoTime();
      if (!page.contains(request.expected()) || found == 0) {
        throw new DemoException(request.path() + " ne montre pas « " + request.expected() + " ».");
      }
      if (i >= 0) {
        pages[i] = (between - begin) / 1e6;
        plain[i] = (end - between) / 1e6;
      }
    }
    Arrays.sort(pages);
    Arrays.sort(plain);
    return new Timed(at(pages, 50), at(pages, 95), at(plain, 50), at(plain, 95));
  }

  private void report(Map<String, Timed> before, Map<String, Timed> after) {
    screen.say("");
    screen.say(
        String.format(
            Locale.FRENCH,
            "%-22s %12s %12s %14s %10s %12s",
            "page, p95 en ms",
            few,
            many,
            "SELECT " + many,
            "rapport",
            "croissance"));
    after.forEach(
        (name, now) -> {
          Timed then = Objects.requireNonNull(before.get(name));
          screen.say(
              String.format(
                  Locale.FRENCH,
                  "%-22s %12.1f %12.1f %14.2f %10.1f %12.2f",
                  name,
                  then.p95(),
                  now.p95(),
                  now.plain95(),
                  now.ratio(),
                  now.p95() / then.p95()));
        });
  }

  private static double at(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  /** Milliseconds. */
  private record Timed(double p50, double p95, double plain50, double plain95) {
    double ratio() {
      return p95 / plain95;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.FRENCH,
          "p50 %.1f ms, p95 %.1f ms ; SELECT p50 %.2f ms, p95 %.2f ms ; rapport des p95 %.1f",
          p50,
          p95,
          plain50,
          plain95,
          ratio());
    }
  }
}
