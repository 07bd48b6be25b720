package tn.flotte.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./flotte bench endurance}: what reading costs in the long run. */
@Command(
    name = "./flotte bench endurance",
    usageHelpAutoWidth = true,
    description = {
      "Fait lire des fichiers abîmés au hasard (--mutations), puis un grand nombre de petites pages"
          + " (--pages), par la commande lire ; compte les réponses et suit la mémoire des processus"
          + " de lecture. Échoue si un fichier reste sans réponse."
    })
public final class EnduranceBench implements Callable<Integer> {
  private static final int PAGES_A_FILE = 40;

  /** Pages after which the screen says how far it is. */
  private static final int TOLD = 500;

  /** As many files as one run of the command is given. */
  private static final int BATCH = 100;

  @Option(
      names = "--mutations",
      paramLabel = "N",
      description = "Combien de fichiers abîmés (2000, 0 pour aucun).")
  private int mutations = 2000;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "Combien de petites pages (5000, 0 pour aucune).")
  private int pages = 5000;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "Des documents à abîmer, au lieu des courriels d'exemple.")
  private @Nullable Path corpus;

  @Option(names = "--graine", paramLabel = "N", description = "La graine du tirage au sort (1).")
  private long seed = 1;

  @Mixin private final Checkout checkout = new Checkout();

  private final Screen screen;

  EnduranceBench(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    // PDFBox tells at every page that Helvetica is drawn with another font.
    Logger.getLogger("org.apache.pdfbox").setLevel(Level.OFF);
    Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(FrenchErrors.over(new EnduranceBench(screen), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean right = true;
    try (Scratch scratch = Scratch.named("endurance")) {
      Path temporary = scratch.path();
      if (mutations > 0) {
        right = damaged(temporary);
      }
      if (pages > 0) {
        right &= many(temporary);
      }
    } catch (DemoException e) {
      screen.say(String.valueOf(e.getMessage()));
      return 1;
    }
    return right ? 0 : 1;
  }

  private boolean damaged(Path temporary) throws IOException, InterruptedException {
    List<byte[]> originals = originals(temporary);
    Damage damage = new Damage(originals, seed);
    Reading all = new Reading(_ -> {});
    for (int done = 0; done < mutations; done += BATCH) {
      List<Path> files = new ArrayList<>();
      for (int i = done; i < Math.min(mutations, done + BATCH); i++) {
        files.add(Files.write(temporary.resolve("mutation-" + i), damage.next()));
      }
      all.read(files);
      for (Path file : files) {
        Files.delete(file);
      }
      screen.progress(
          String.format(
              Locale.FRENCH,
              "%d fichiers abîmés, %d ont leur réponse",
              Math.min(mutations, done + BATCH),
              all.answered.size()));
    }
    screen.say(
        String.format(
            Locale.FRENCH,
            "Fichiers abîmés : %d sur %d ont leur réponse (graine %d, %d originaux) ; %d pièces"
                + " lisibles, %d illisibles, dont %d par la perte du lecteur ; lecteurs démarrés :"
                + " %d ; mémoire au plus %.0f Mo ; le plus long à répondre %.1f s.",
            all.answered.size(),
            mutations,
            seed,
            originals.size(),
            all.legible,
            all.illegible,
            all.lost,
            all.readers.size(),
            all.peak,
            all.slowest));
    return all.answered.size() == mutations;
  }

  private List<byte[]> originals(Path temporary) throws IOException {
    List<byte[]> originals = new ArrayList<>();
    if (corpus != null) {
      try (Stream<Path> files = Files.list(corpus)) {
        for (Path file : files.sorted().toList()) {
          if (!file.toString().endsWith(".json")) {
            originals.add(Files.readAllBytes(file));
          }
        }
      }
    } else {
      for (RawMail mail : RawMail.of(checkout.repository().samples())) {
        for (Path page : PaperPages.write(mail, temporary.resolve("originaux"))) {
          BufferedImage small = halved(ImageIO.read(page.toFile()));
          for (String format : List.of("png", "jpg", "tif")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, format, out);
            originals.add(out.toByteArray());
          }
          originals.add(pdf(small));
        }
      }
    }
    if (originals.isEmpty()) {
      throw new DemoException("Aucun document à abîmer dans " + corpus);
    }
    return originals;
  }

  /** 100 dpi: still read as a form, in a fraction of the time. */
  private static BufferedImage halved(BufferedImage page) {
    int width = page.getWidth() / 2;
    int height = page.getHeight() / 2;
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(page, 0, 0, width, height, null);
    pen.dispose();
    return small;
  }

  private static byte[] pdf(BufferedImage image) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(
            LosslessFactory.createFromImage(document, image),
            0,
            0,
            PDRectangle.A4.getWidth(),
            PDRectangle.A4.getHeight());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private boolean many(Path temporary) throws IOException, InterruptedException {
    Path file = temporary.resolve("pages.pdf");
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < PAGES_A_FILE; i++) {
        page(document, i);
      }
      document.save(file.toFile());
    }
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < pages; i += PAGES_A_FILE) {
      files.add(file);
    }
    Reading all =
        new Reading(
            read -> {
              if (read % TOLD == 0) {
                screen.progress(read + " petites pages lues");
              }
            });
    long begin = System.nanoTime();
    all.read(files);
    double seconds = (System.nanoTime() - begin) / 1e9;
    int read = all.legible + all.illegible;
    int quarter = all.memory.size() / 4;
    screen.say(
        String.format(
            Locale.FRENCH,
            "Petites pages : %d lues en %.0f s (%.0f ms chacune) ; lecteurs démarrés : %d ; mémoire"
                + " d'un lecteur, moyenne par quart du temps : %s Mo ; au plus %.0f Mo.",
            read,
            seconds,
            1000 * seconds / Math.max(1, read),
            all.readers.size(),
            Stream.of(0, 1, 2, 3)
                .map(
                    q ->
                        all.memory.subList(q * quarter, (q + 1) * quarter).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(0))
                .map(mean -> String.format(Locale.FRENCH, "%.0f", mean))
                .toList(),
            all.peak));
    return read == files.size() * PAGES_A_FILE;
  }

  /** A quarter of a sheet, so that it is read quickly. */
  private static void page(PDDocument document, int number) throws IOException {
    PDPage page = new PDPage(PDRectangle.A6);
    document.addPage(page);
    try (PDPageContentStream text = new PDPageContentStream(document, page)) {
      text.beginText();
      text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      text.newLineAtOffset(40, 300);
      text.showText("Avis de passage " + number);
      text.endText();
    }
  }

  /** What one or several runs of the command said, and what their processes took. */
  private final class Reading {
    private final Set<String> answered = new HashSet<>();
    private final Set<Long> readers = new HashSet<>();
    private final List<Double> memory = new ArrayList<>();
    private int legible;
    private int illegible;
    private int lost;
    private double peak;
    private double slowest;
    private final IntConsumer progress;

    /** {@code progress} is told how many pieces have been answered so far. */
    Reading(IntConsumer progress) {
      this.progress = progress;
    }

    void read(List<Path> files) throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(
              checkout
                  .repository()
                  .java("connectors/ocr", "tn.flotte.connectors.ocr.Lire", "192m"));
      command.add("--json");
      files.forEach(file -> command.add(file.toString()));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      Thread watch = Thread.ofPlatform().daemon().start(() -> watch(process));
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        long before = System.nanoTime();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          slowest = Math.max(slowest, (System.nanoTime() - before) / 1e9);
          before = System.nanoTime();
          take(line);
        }
      } finally {
        process.destroy();
        watch.join();
      }
    }

    private void take(String line) {
      answered.add(line.replaceFirst("^\\{\"fichier\":\"([^\"#]*).*", "$1"));
      if (line.contains("\"lisible\":true")) {
        legible++;
      } else {
        illegible++;
        lost += line.contains("la lecture de ce fichier a ") ? 1 : 0;
      }
      progress.accept(legible + illegible);
    }

    private void watch(Process process) {
      while (process.isAlive()) {
        process
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .forEach(this::look);
        try {
          Thread.sleep(50);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void look(ProcessHandle reader) {
      try {
        double now = Memory.of(reader.pid());
        readers.add(reader.pid());
        memory.add(now);
        peak = Math.max(peak, now);
      } catch (IOException e) {
        // It ended while it was looked at.
      }
    }
  }
}
