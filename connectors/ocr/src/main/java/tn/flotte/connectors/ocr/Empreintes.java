package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Measures how far apart the prints of papers are: of every two different ones, and of each and
 * itself scanned, photographed, faxed or sent again.
 */
@Command(
    name = "empreintes",
    description = "Mesure la distance des empreintes d'un corpus.",
    mixinStandardHelpOptions = true)
public final class Empreintes implements Callable<Integer> {
  /** Different papers below this distance are named. */
  private static final int NEAR = 64;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Parameters(paramLabel = "CORPUS", description = "les pièces")
  private Path corpus = Path.of("");

  public static void main(String[] args) {
    System.exit(new CommandLine(new Empreintes()).execute(args));
  }

  /** A way in which the same paper comes again. */
  private interface Copy {
    Mat of(Mat gris);
  }

  private record Manner(String name, Copy copy) {}

  private static final List<Manner> MANNERS =
      List.of(
          new Manner("JPEG 40 %", gris -> jpeg(gris, 40)),
          new Manner("scanné de travers (2°)", gris -> turned(gris, 2, 1)),
          new Manner("150 points par pouce", gris -> scaled(gris, 0.5)),
          new Manner("photographié, sombre", Empreintes::photographed),
          new Manner("télécopié (noir et blanc)", Empreintes::faxed),
          new Manner("retourné", gris -> half(gris)));

  private record Printed(String fichier, Empreinte empreinte) {}

  @Override
  public Integer call() throws IOException {
    Natives.load();
    List<Formulaire> forms = Formulaires.load(OcrSettings.defaults().formulaires());
    List<Printed> all = new ArrayList<>();
    List<List<Integer>> again = new ArrayList<>();
    MANNERS.forEach(_ -> again.add(new ArrayList<>()));
    int[] lost = new int[MANNERS.size()];
    List<Path> files;
    try (Stream<Path> listed = Files.list(corpus)) {
      files = listed.filter(f -> !f.toString().endsWith(".json")).sorted().toList();
    }
    long[] nanos = new long[1];
    for (Path file : files) {
      pages(file)
          .forEach(
              gris -> {
                Optional<Empreinte> found = print(gris, forms, nanos);
                if (found.isPresent()) {
                  Empreinte print = found.get();
                  all.add(new Printed(String.valueOf(file.getFileName()), print));
                  for (int i = 0; i < MANNERS.size(); i++) {
                    Mat copy = MANNERS.get(i).copy().of(gris);
                    Optional<Empreinte> other =
                        print(copy, forms, nanos).filter(e -> e.genre().equals(print.genre()));
                    copy.release();
                    if (other.isEmpty()) {
                      lost[i]++;
                    } else {
                      again.get(i).add(print.distance(other.get()));
                    }
                  }
                }
                gris.release();
              });
    }
    report(all, again, lost, nanos[0]);
    return 0;
  }

  private void report(List<Printed> all, List<List<Integer>> again, int[] lost, long nanos) {
    List<Integer> apart = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Printed one = all.get(i);
        Printed other = all.get(j);
        if (!one.empreinte().genre().equals(other.empreinte().genre())) {
          continue;
        }
        int d = one.empreinte().distance(other.empreinte());
        apart.add(d);
        if (d < NEAR) {
          out.printf("  proches : %s et %s, %d%n", one.fichier(), other.fichier(), d);
        }
      }
    }
    int made = all.size() + again.stream().mapToInt(List::size).sum();
    out.printf("%d pièces, %d µs par empreinte%n", all.size(), nanos / 1000 / Math.max(1, made));
    line("deux pièces différentes", apart, 0);
    IntStream.range(0, MANNERS.size())
        .forEach(i -> line(MANNERS.get(i).name(), again.get(i), lost[i]));
  }

  private void line(String name, List<Integer> distances, int lost) {
    List<Integer> d = distances.stream().sorted().toList();
    if (d.isEmpty()) {
      out.printf("%-28s aucune, %d sans empreinte%n", name, lost);
      return;
    }
    out.printf(
        "%-28s n %4d  min %3d  p5 %3d  médiane %3d  p95 %3d  max %3d  sans empreinte %d%n",
        name,
        d.size(),
        d.getFirst(),
        d.get(d.size() / 20),
        d.get(d.size() / 2),
        d.get(d.size() * 19 / 20),
        d.getLast(),
        lost);
  }

  private static Optional<Empreinte> print(Mat gris, List<Formulaire> forms, long[] nanos) {
    Optional<Registration.Fit> found = Registration.find(gris, forms);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Registration.Fit fit = found.get();
        Sheet sheet = new Sheet(new Page(1, gris, List.of()), fit)) {
      if (fit.formulaire().type() != TypePiece.CONSTAT
          || Legibility.judge(sheet).motif().isPresent()) {
        return Optional.empty();
      }
      long began = System.nanoTime();
      Optional<Empreinte> print = Empreinte.of(sheet);
      nanos[0] += System.nanoTime() - began;
      return print;
    }
  }

  private static List<Mat> pages(Path file) throws IOException {
    List<Mat> pages = new ArrayList<>();
    try {
      new Decoder(OcrSettings.defaults())
          .decode(
              Files.readAllBytes(file),
              1,
              new Decoder.PageTaker() {
                @Override
                public void begins(int numero, int count) {}

                @Override
                public void page(Page page) {
                  pages.add(page.gris().clone());
                }

                @Override
                public void unreadable(int numero, String motif) {}

                @Override
                public void exhausted(int numero) {}
              });
    } catch (UnreadableException e) {
      return List.of();
    }
    return pages;
  }

  private static Mat jpeg(Mat gris, int quality) {
    MatOfByte bytes = new MatOfByte();
    MatOfInt how = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    Imgcodecs.imencode(".jpg", gris, bytes, how);
    Mat copy = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
    bytes.release();
    how.release();
    return copy;
  }

  private static Mat turned(Mat gris, double degrees, double scale) {
    Mat m =
        Imgproc.getRotationMatrix2D(
            new Point(gris.cols() / 2.0, gris.rows() / 2.0), degrees, scale * 0.96);
    Mat copy = new Mat();
    Imgproc.warpAffine(
        gris, copy, m, gris.size(), Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, new Scalar(250));
    m.release();
    return copy;
  }

  private static Mat half(Mat gris) {
    Mat copy = new Mat();
    Core.rotate(gris, copy, Core.ROTATE_180);
    return copy;
  }

  private static Mat scaled(Mat gris, double factor) {
    Mat copy = new Mat();
    Imgproc.resize(gris, copy, new Size(), factor, factor, Imgproc.INTER_AREA);
    return copy;
  }

  private static Mat photographed(Mat gris) {
    Mat copy = turned(gris, -1.2, 1);
    Imgproc.GaussianBlur(copy, copy, new Size(5, 5), 1.2);
    copy.convertTo(copy, -1, 0.6, 25);
    Mat noise = new Mat(copy.size(), CvType.CV_8U);
    Core.setRNGSeed(new Random(7).nextInt());
    Core.randn(noise, 12, 8);
    Core.add(copy, noise, copy);
    noise.release();
    return jpeg(copy, 60);
  }

  private static Mat faxed(Mat gris) {
    Mat copy = scaled(gris, 0.66);
    Imgproc.adaptiveThreshold(
        copy, copy, 255, Imgproc.ADAPTIVE_THRESH_MEAN_C, Imgproc.THRESH_BINARY, 41, 18);
    return copy;
  }
}
