package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tn.flotte.bots.api.Claims.Print;
import tn.flotte.bots.api.RuleText;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.Preouverture;

/** Small invented claims, papers and mails for the tests. */
final class Dossiers {
  /** The rules as they come with the bot. */
  static final RuleText TEXTE =
      new RuleText(
          ReglesOuverture.NOM,
          1,
          new ReglesOuverture(new ClassPathResource("tn/flotte/bots/ouverture/regles.yaml"))
              .origin());

  static final Regles REGLES = Objects.requireNonNull(LecteurRegles.lire(1, TEXTE.text()).regles());
  static final Formats FORMATS = REGLES.formats();
  static final double SEUIL = REGLES.lectureSure();

  /** Typed values are sure; handwriting is a resemblance of at least three characters in four. */
  static final Juge JUGE =
      (piece, champ, declare) -> {
        Valeur lue = piece.champ(champ).orElseThrow();
        if (lue.texte().equals(declare)) {
          return Avis.CONCORDE;
        }
        if (piece.sur(champ, SEUIL).isPresent()) {
          return Avis.CONTREDIT_SUR;
        }
        double likeness = ressemblance(lue.texte(), declare);
        if (likeness >= 0.75) {
          return Avis.PROBABLE;
        }
        return likeness < 0.4 && lue.confiance() >= 0.8 ? Avis.CONTREDIT : Avis.ILLISIBLE;
      };

  private Dossiers() {}

  private static double ressemblance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return 1 - (double) row[b.length()] / Math.max(1, Math.max(a.length(), b.length()));
  }

  static UnePreouverture unePreouverture() {
    return new UnePreouverture();
  }

  static UnePreouverture de(Preouverture p) {
    UnePreouverture copy = new UnePreouverture();
    copy.numero = p.numero().valeur();
    copy.agence = p.agence();
    copy.police = p.police();
    copy.nature = p.nature();
    copy.mode = p.mode();
    copy.accident = p.dateAccident();
    copy.declaration = p.dateDeclaration();
    copy.assure = p.immatriculationAssure();
    copy.adverse = p.immatriculationAdverse();
    copy.compagnie = p.compagnieAdverse();
    copy.policeAdverse = p.policeAdverse();
    copy.estimation = p.estimation();
    copy.etat = p.etat();
    copy.gestionGa = p.gestionGa();
    copy.effet = java.util.Objects.requireNonNull(p.effet());
    copy.echeance = java.util.Objects.requireNonNull(p.echeance());
    return copy;
  }

  /** A préouverture that is built by saying what is special about it. */
  static final class UnePreouverture {
    private String numero = "D26-027-00123";
    private String agence = "027";
    private String police = "027/401/0012345";
    private String nature = "MATERIEL";
    private String mode = "IDA";
    private LocalDate accident = LocalDate.of(2026, 5, 9);
    private LocalDate declaration = LocalDate.of(2026, 5, 11);
    private String assure = "123 TU 4567";
    private String adverse = "98 TU 7654";
    private String compagnie = "COMAR";
    private String policeAdverse = "A219770";
    private BigDecimal estimation = new BigDecimal("920.500");
    private String etat = "EN ATTENTE";
    private boolean gestionGa;
    private LocalDate effet = LocalDate.of(2025, 9, 1);
    private LocalDate echeance = LocalDate.of(2026, 8, 31);
    private List<NumeroDossier> dossiers = List.of();

    UnePreouverture contrat(LocalDate from, LocalDate until) {
      effet = from;
      echeance = until;
      return this;
    }

    UnePreouverture numero(String value) {
      numero = value;
      return this;
    }

    UnePreouverture agence(String value) {
      agence = value;
      return this;
    }

    UnePreouverture police(String value) {
      police = value;
      return this;
    }

    UnePreouverture nature(String value) {
      nature = value;
      return this;
    }

    UnePreouverture mode(String value) {
      mode = value;
      return this;
    }

    UnePreouverture accident(LocalDate value) {
      accident = value;
      return this;
    }

    UnePreouverture declaration(LocalDate value) {
      declaration = value;
      return this;
    }

    UnePreouverture assure(String value) {
      assure = value;
      return this;
    }

    UnePreouverture adverse(String value) {
      adverse = value;
      return this;
    }

    UnePreouverture compagnie(String value) {
      compagnie = value;
      return this;
    }

    UnePreouverture policeAdverse(String value) {
      policeAdverse = value;
      return this;
    }

    UnePreouverture estimation(String value) {
      estimation = new BigDecimal(value);
      return this;
    }

    UnePreouverture etat(String value) {
      etat = value;
      return this;
    }

    UnePreouverture dossiers(List<NumeroDossier> value) {
      dossiers = value;
      return this;
    }

    UnePreouverture gestionGa() {
      gestionGa = true;
      return this;
    }

    /** Without an adverse party, estimated above the ceiling. */
    UnePreouverture seule(String value) {
      return nature(value)
          .mode("DOMMAGE")
          .adverse("")
          .compagnie("")
          .policeAdverse("")
          .estimation("17574.000");
    }

    Preouverture construire() {
      return new Preouverture(
          new NumeroDeclaration(numero),
          agence,
          police,
          "Sassi",
          "Mehdi",
          nature,
          mode,
          accident,
          "18:05",
          "Rond-point de la Gare, Sfax",
          declaration,
          assure,
          adverse,
          compagnie,
          policeAdverse,
          0,
          estimation,
          List.of(),
          gestionGa,
          etat,
          effet,
          echeance,
          dossiers);
    }
  }

  static UnePiece unConstat(Preouverture p) {
    return new UnePiece(Piece.CONSTAT, "scan1.pdf", "c1")
        .champ("date_accident", p.dateAccident().toString())
        .champ("b_vehicule_immatriculation", p.immatriculationAssure())
        .champ("b_assurance_societe", "LLOYD")
        .champ("b_assurance_police", p.police())
        .champ("b_assure_nom", p.assureNom())
        .champ("a_vehicule_immatriculation", p.immatriculationAdverse())
        .champ("a_assurance_societe", p.compagnieAdverse())
        .champ("a_assurance_police", p.policeAdverse());
  }

  /** Only side A is filled in: theft and fire. */
  static UnePiece unConstatSeul(Preouverture p) {
    return new UnePiece(Piece.CONSTAT, "scan1.pdf", "c1")
        .champ("date_accident", p.dateAccident().toString())
        .champ("a_vehicule_immatriculation", p.immatriculationAssure())
        .champ("a_assurance_societe", "LLOYD")
        .champ("a_assurance_police", p.police())
        .champ("a_assure_nom", p.assureNom())
        .champ("signature_a", "true")
        .champ("signature_b", "false");
  }

  static UnePiece unCertificatDePolice(Preouverture p) {
    return new UnePiece(Piece.CERTIFICAT_POLICE, "scan3.pdf", "p1")
        .champ("plaignant_nom", p.assureNom() + " " + p.assurePrenom())
        .champ("objet", "vol de véhicule")
        .champ("date_affaire", p.dateDeclaration().toString())
        .champ("date_faits", p.dateAccident().toString())
        .champ("vehicule_immatriculation", p.immatriculationAssure());
  }

  static UnePiece unOrdreDeMission(Preouverture p) {
    return new UnePiece(Piece.OM, "scan2.pdf", "om1")
        .champ("numero_om", "741347")
        .champ("numero_declaration", p.numero().valeur())
        .champ("date_om", p.dateDeclaration().toString())
        .champ("agence_code", p.agence())
        .champ("vehicule_immatriculation", p.immatriculationAssure())
        .champ("expert_nom", "Mokhtar Selmi")
        .champ("expert_code", "E104")
        .champ("lieu_visite", "Garage Central, Nabeul");
  }

  static UnePiece unePiece(String type, String fichier) {
    return new UnePiece(type, fichier, fichier);
  }

  /** A piece that is built by saying what is special about it. */
  static final class UnePiece {
    private final String type;
    private String fichier;
    private String sha256;
    private boolean manuscrit;
    private String motif = "";
    private @Nullable Print empreinte;
    private final Map<String, Valeur> champs = new HashMap<>();

    UnePiece(String type, String fichier, String sha256) {
      this.type = type;
      this.fichier = fichier;
      this.sha256 = sha256;
    }

    UnePiece champ(String nom, String valeur) {
      return champ(nom, valeur, 0.99);
    }

    UnePiece champ(String nom, String valeur, double confiance) {
      champs.put(nom, new Valeur(valeur, confiance, valeur));
      return this;
    }

    UnePiece sans(String nom) {
      champs.remove(nom);
      return this;
    }

    UnePiece nommee(String nom, String sha) {
      fichier = nom;
      sha256 = sha;
      return this;
    }

    UnePiece empreinte(String genre, String figure) {
      empreinte = new Print(genre, figure.repeat(64));
      return this;
    }

    UnePiece aLaMain() {
      manuscrit = true;
      return this;
    }

    UnePiece illisible(String pourquoi) {
      motif = pourquoi;
      return this;
    }

    Piece construire() {
      boolean lisible = motif.isEmpty();
      return new Piece(
          sha256,
          fichier,
          type,
          lisible,
          lisible ? null : motif,
          manuscrit,
          lisible ? champs : Map.of(),
          empreinte);
    }
  }

  static UnCourrier unCourrier() {
    return new UnCourrier();
  }

  /** A mail that is built by saying what is special about it. */
  static final class UnCourrier {
    private String expediteur = "agence027@agents.example";
    private String sujet = "documents";
    private String texte = "Bonjour,\nCi-joint les pièces.\nAgence 027";
    private String fil = "";
    private Courrier.Genre genre = Courrier.Genre.PERSONNEL;
    private List<Courrier.Jointe> jointes =
        List.of(
            new Courrier.Jointe("scan1.pdf", "c1", 1000, false),
            new Courrier.Jointe("scan2.pdf", "om1", 1000, false));
    private List<String> menaces = List.of();

    UnCourrier de(String value) {
      expediteur = value;
      return this;
    }

    UnCourrier sujet(String value) {
      sujet = value;
      return this;
    }

    UnCourrier texte(String value) {
      texte = value;
      return this;
    }

    UnCourrier fil(String value) {
      fil = value;
      return this;
    }

    UnCourrier genre(Courrier.Genre value) {
      genre = value;
      return this;
    }

    UnCourrier fichiers(String... noms) {
      jointes =
          java.util.Arrays.stream(noms).map(n -> new Courrier.Jointe(n, n, 1000, false)).toList();
      return this;
    }

    UnCourrier menace(String value) {
      menaces = List.of(value);
      return this;
    }

    Courrier construire() {
      return new Courrier(
          "<m1@agents.example>",
          expediteur,
          sujet,
          texte,
          fil,
          List.of(),
          Instant.parse("2026-06-01T07:12:27Z"),
          genre,
          jointes,
          menaces);
    }
  }
}
