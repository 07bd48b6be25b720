package tn.flotte.bots.ouverture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RuleBook;

/** The rule book of the opening and of its reminders. */
final class ReglesOuverture implements RuleBook {
  static final String NOM = "ouverture";

  private final Resource origine;

  ReglesOuverture(Resource origine) {
    this.origine = origine;
  }

  @Override
  public String name() {
    return NOM;
  }

  @Override
  public String title() {
    return "Ouverture des sinistres";
  }

  @Override
  public String origin() {
    try {
      return origine.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "Les règles de l'ouverture ne peuvent pas être lues : %s."
              .formatted(origine.getDescription()),
          e);
    }
  }

  @Override
  public Reading read(String text) {
    LecteurRegles.Lecture read = LecteurRegles.lire(0, text);
    Regles regles = read.regles();
    return regles == null
        ? new Reading.Refused(read.fautes())
        : new Reading.Accepted(TablesRegles.de(regles));
  }
}
