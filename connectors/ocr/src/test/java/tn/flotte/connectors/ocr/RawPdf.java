package tn.flotte.connectors.ocr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** A PDF written object by object, so that it may lie. Object 1 is the catalogue, 2 the pages. */
final class RawPdf {
  private final List<byte[]> objects = new ArrayList<>();

  static RawPdf onePage(String page, String catalogue) {
    return new RawPdf()
        .object("<</Type/Catalog/Pages 2 0 R" + catalogue + ">>")
        .object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .object("<</Type/Page/Parent 2 0 R" + page + ">>");
  }

  /** One A4 page that shows the picture of object 5 all over. */
  static RawPdf picture() {
    return onePage("/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R", "")
        .stream("", "q 595 0 0 842 0 0 cm /I Do Q");
  }

  RawPdf object(String text) {
    objects.add(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawPdf stream(String dictionary, String content) {
    return stream(dictionary, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawPdf stream(String dictionary, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "<<" + dictionary + "/Length " + content.length + ">>\nstream\n";
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(content);
    out.writeBytes("\nendstream".getBytes(StandardCharsets.ISO_8859_1));
    objects.add(out.toByteArray());
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder xref = new StringBuilder();
    print(out, "%PDF-1.7\n");
    xref.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      xref.append("%010d 00000 n \n".formatted(out.size()));
      print(out, (i + 1) + " 0 obj\n");
      out.writeBytes(objects.get(i));
      print(out, "\nendobj\n");
    }
    int start = out.size();
    print(out, xref.toString());
    print(out, "trailer\n<</Size " + (objects.size() + 1) + "/Root 1 0 R>>\n");
    print(out, "startxref\n" + start + "\n%%EOF\n");
    return out.toByteArray();
  }

  /** So many times the same bytes, deflated. */
  static byte[] deflated(byte[] block, long times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9);
    byte[] buffer = new byte[1 << 16];
    for (long i = 0; i < times; i++) {
      deflater.setInput(block);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void print(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
