package tn.flotte.bots.tirage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.Claims;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.StepWork;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.documents.DirectoryDocuments;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.ocr.Apercu;

class TirageIT {
  @TempDir Path directory;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsEveryPageOfEveryDocumentAsItsOwnPictureAndSkipsWhatCantBeShown() throws Exception {
    DirectoryDocuments documents = new DirectoryDocuments(directory);
    String twoPages = documents.put(bytes("deux pages")).sha256();
    String broken = documents.put(bytes("abîmé")).sha256();
    String nowhere = "e".repeat(64);
    OneAttempt work = new OneAttempt(twoPages + " " + broken + " " + nowhere);

    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new Tirage(
              documents,
              (_, content) ->
                  new String(content, StandardCharsets.UTF_8).equals("deux pages")
                      ? List.of(
                          new Apercu(1, 10, 14, bytes("page 1"), Map.of()),
                          new Apercu(2, 14, 10, bytes("page 2"), Map.of()))
                      : List.of()));
      camel.start();
      camel.createProducerTemplate().sendBody("direct:bot-tirage", work);
    }

    Tirage.Tirages drawn = work.get(Tirage.Tirages.class);
    assertThat(drawn.documents())
        .extracting(Tirage.Document::sha256)
        .containsExactly(twoPages, broken, nowhere);
    List<Tirage.Page> pages = drawn.documents().getFirst().pages();
    assertThat(pages).extracting(Tirage.Page::largeur).containsExactly(10, 14);
    assertThat(documents.read(new DocumentId(pages.getLast().sha256()))).isEqualTo(bytes("page 2"));
    assertThat(drawn.documents().get(1).pages()).isEmpty();
    assertThat(drawn.documents().get(2).pages()).isEmpty();
    assertThat(work.ended().motif()).isEqualTo("2 page(s) tirée(s) de 3 document(s).");
  }

  /** An attempt with a journal of its own. */
  private static final class OneAttempt implements Work {
    private final WorkItem item;
    private final Map<Class<?>, Object> journal = new HashMap<>();
    private @Nullable Outcome outcome;

    OneAttempt(String documents) {
      this.item =
          new WorkItem(
              1,
              Tirage.NOM,
              "D26-027-00123/3",
              1,
              false,
              null,
              Instant.EPOCH,
              Map.of(Tirage.DOCUMENTS, documents));
    }

    Outcome ended() {
      return Objects.requireNonNull(outcome);
    }

    @Override
    public WorkItem item() {
      return item;
    }

    @Override
    public <R> R step(String name, Class<R> type, StepWork<R> work) {
      R result = work.run(this);
      journal.put(type, result);
      return result;
    }

    @Override
    public <R> R get(Class<R> type) {
      return find(type).orElseThrow();
    }

    @Override
    public <R> Optional<R> find(Class<R> type) {
      return Optional.ofNullable(type.cast(journal.get(type)));
    }

    @Override
    public void finish(Outcome end) {
      outcome = end;
    }

    @Override
    public <R> Effect.Result<R> effect(String name, Class<R> type, Effect<R> effect) {
      throw new UnsupportedOperationException("effect");
    }

    @Override
    public List<Decision> decisions() {
      return List.of();
    }

    @Override
    public <R> Optional<R> recorded(String name, Class<R> type) {
      return Optional.empty();
    }

    @Override
    public Claims claims() {
      throw new UnsupportedOperationException("claims");
    }

    @Override
    public boolean deposit(
        String bot, String reference, Map<String, String> payload, Instant notBefore) {
      throw new UnsupportedOperationException("deposit");
    }

    @Override
    public void keep(Evidence evidence) {
      throw new UnsupportedOperationException("keep");
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }
  }
}
