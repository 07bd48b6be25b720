package tn.flotte.connectors.ocr;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the façade and a worker say to each other over a pipe: settings first, then a question at a
 * time, each answered by any number of {@link Answer}s of which the last is {@link Done}.
 */
final class Wire {
  /** No answer is longer: the fields of a page are a few kilobytes, its picture some hundred. */
  private static final int LONGEST = 4 << 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Wire() {}

  /** A file to be read. */
  static final class Question {
    private final String fichier;
    private final int premiere;
    private final byte[] contenu;
    private final boolean regard;

    private Question(String fichier, int premiere, byte[] contenu, boolean regard) {
      this.fichier = fichier;
      this.premiere = premiere;
      this.contenu = contenu;
      this.regard = regard;
    }

    static Question lecture(String fichier, int premiere, byte[] contenu) {
      return new Question(fichier, premiere, contenu, false);
    }

    static Question regard(String fichier, byte[] contenu) {
      return new Question(fichier, 1, contenu, true);
    }

    /** Whether its pages are to be drawn, not read. */
    boolean regard() {
      return regard;
    }

    /** Its name, only used to name the pieces. */
    String fichier() {
      return fichier;
    }

    /** The page to begin with, from 1. */
    int premiere() {
      return premiere;
    }

    byte[] contenu() {
      return contenu;
    }
  }

  /** What a worker says. */
  sealed interface Answer {}

  /** Libraries, language and forms are loaded. */
  record Ready() implements Answer {}

  /** The worker cannot work as it is configured; the message says what mends it. */
  record Refused(String message) implements Answer {}

  /**
   * A page is begun, be it only to find that it cannot be opened.
   *
   * @param pages how many the file has
   */
  record Begun(int numero, int pages) implements Answer {}

  record Found(PieceLue piece) implements Answer {}

  record Drawn(Apercu apercu) implements Answer {}

  /**
   * Nothing more about this file.
   *
   * @param last whether the worker wants to be replaced before the next one
   */
  record Done(boolean last) implements Answer {}

  static void writeSettings(DataOutputStream out, OcrSettings settings) throws IOException {
    bytes(out, JSON.writeValueAsBytes(settings));
    out.flush();
  }

  static OcrSettings readSettings(DataInputStream in) throws IOException {
    return JSON.readValue(bytes(in, LONGEST), OcrSettings.class);
  }

  static void write(DataOutputStream out, Question question) throws IOException {
    bytes(out, question.fichier().getBytes(StandardCharsets.UTF_8));
    out.writeInt(question.premiere());
    out.writeBoolean(question.regard());
    bytes(out, question.contenu());
    out.flush();
  }

  static Question readQuestion(DataInputStream in) throws IOException {
    String fichier = new String(bytes(in, Integer.MAX_VALUE), StandardCharsets.UTF_8);
    int premiere = in.readInt();
    boolean regard = in.readBoolean();
    return new Question(fichier, premiere, bytes(in, Integer.MAX_VALUE), regard);
  }

  static void write(DataOutputStream out, Answer answer) throws IOException {
    switch (answer) {
      case Ready() -> out.writeByte('R');
      case Refused(String message) -> {
        out.writeByte('X');
        bytes(out, message.getBytes(StandardCharsets.UTF_8));
      }
      case Begun(int numero, int pages) -> {
        out.writeByte('B');
        out.writeInt(numero);
        out.writeInt(pages);
      }
      case Found(PieceLue piece) -> {
        out.writeByte('F');
        bytes(out, JSON.writeValueAsBytes(piece));
      }
      case Drawn(Apercu apercu) -> {
        out.writeByte('A');
        bytes(out, JSON.writeValueAsBytes(apercu));
      }
      case Done(boolean last) -> {
        out.writeByte('D');
        out.writeBoolean(last);
      }
    }
    out.flush();
  }

  /**
   * The next answer.
   *
   * @throws IOException when the worker is gone, or says what no worker says
   */
  static Answer readAnswer(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'R' -> new Ready();
      case 'X' -> new Refused(new String(bytes(in, LONGEST), StandardCharsets.UTF_8));
      case 'B' -> new Begun(in.readInt(), in.readInt());
      case 'F' -> new Found(said(PieceLue.class, bytes(in, LONGEST)));
      case 'A' -> new Drawn(said(Apercu.class, bytes(in, LONGEST)));
      case 'D' -> new Done(in.readBoolean());
      default -> throw new IOException("not a worker's answer: " + kind);
    };
  }

  private static <T> T said(Class<T> type, byte[] json) throws IOException {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new IOException("not a " + type.getSimpleName(), e);
    }
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in, int longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new IOException("a message of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
