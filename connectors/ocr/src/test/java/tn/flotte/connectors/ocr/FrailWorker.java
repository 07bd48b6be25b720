package tn.flotte.connectors.ocr;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A worker whose files are orders, most of them to die. What it answers is in the reasons. */
final class FrailWorker implements Worker.Reader {
  private FrailWorker() {}

  public static void main(String[] args) throws Exception {
    Worker.serve(settings -> new FrailWorker());
  }

  @Override
  public boolean read(String fichier, byte[] contenu, int premiere, PieceTaker taker) {
    String[] order = new String(contenu, StandardCharsets.UTF_8).split(" ", 2);
    int pages = fichier.startsWith("trois") ? 3 : 1;
    for (int page = premiere; page <= pages; page++) {
      taker.begins(page, pages);
      String answer = pages == 3 && page != 2 ? "lu" : obey(order[0], order.length, order);
      taker.piece(
          PieceLue.illisible(
              fichier,
              List.of(page),
              TypePiece.AUTRE,
              0,
              answer + " par " + ProcessHandle.current().pid()));
    }
    return !order[0].equals("TIRED");
  }

  @Override
  public boolean look(String fichier, byte[] contenu, int premiere, PieceTaker taker) {
    return read(fichier, contenu, premiere, taker);
  }

  private static String obey(String order, int words, String[] all) {
    String argument = words > 1 ? all[1] : "";
    switch (order) {
      case "SEGFAULT" -> new Pointer(8).getByte(0);
      case "ABORT" -> Function.getFunction("c", "abort").invokeVoid(new Object[0]);
      case "EXIT" -> Runtime.getRuntime().halt(0);
      case "KILL" -> Function.getFunction("c", "raise").invokeInt(new Object[] {9});
      case "THROW" -> throw new IllegalStateException("as ordered");
      case "HEAP" -> hoard();
      case "NATIVE" -> gorge();
      case "LOOP" -> loop();
      case "SLOW" -> {
        new Alarm(Thread.currentThread()).set(Alarm.OPENING);
        loop();
      }
      case "PRINT" -> System.out.println("nothing that is part of an answer");
      case "GARBAGE" -> scribble();
      case "ONCE" -> dieOnce(Path.of(argument));
      case "CALL" -> {
        return call(Integer.parseInt(argument));
      }
      case "ENVIRONMENT" -> {
        return String.join(",", System.getenv().keySet());
      }
      default -> {}
    }
    return "lu";
  }

  private static void hoard() {
    List<byte[]> all = new ArrayList<>();
    while (!all.contains(new byte[0])) {
      all.add(new byte[1 << 20]);
    }
  }

  private static void gorge() {
    Natives.load();
    List<Mat> all = new ArrayList<>();
    while (all.size() < 10_000) {
      all.add(new Mat(4096, 4096, CvType.CV_8UC1, new Scalar(1)));
    }
  }

  private static void loop() {
    long n = 0;
    while (n >= 0) {
      n = (n + 1) % 1_000_000;
    }
  }

  private static void scribble() {
    try (FileOutputStream out = new FileOutputStream("/proc/self/fd/3")) {
      out.write("what no worker says".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loop();
  }

  private static void dieOnce(Path mark) {
    try {
      if (Files.deleteIfExists(mark)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String call(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return "joint " + socket.getPort();
    } catch (IOException e) {
      return "injoignable";
    }
  }
}
