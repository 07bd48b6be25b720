package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A list as a file that a spreadsheet opens: semicolons, UTF-8 with its mark. A cell that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
final class Csv {
  private static final String FORMULA = "=+-@\t\r\n|%";

  private final PrintWriter out;

  private Csv(PrintWriter out) {
    this.out = out;
  }

  static Csv to(HttpServletResponse response, String fileName) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(fileName, StandardCharsets.US_ASCII)
            .build()
            .toString());
    PrintWriter out = response.getWriter();
    out.write('\ufeff');
    return new Csv(out);
  }

  void line(@Nullable Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.write(';');
      }
      Object cell = cells[i];
      out.write(
          cell == null ? "" : cell instanceof Number ? cell.toString() : safe(cell.toString()));
    }
    out.write("\r\n");
  }

  static String safe(String text) {
    String start = text.stripLeading();
    boolean formula =
        (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0)
            || (!start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0);
    String harmless = formula ? "'" + text : text;
    boolean quoted = harmless.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
