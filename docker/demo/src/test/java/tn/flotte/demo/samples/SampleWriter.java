package tn.flotte.demo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code docker/demo/samples}: seven mails, in the order in which they arrive. The claims
 * they are about are in {@code pass.json} beside them, written by hand. People, plates and
 * contracts are invented.
 *
 * <pre>
 * mvn -pl docker/demo test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp docker/demo/target/test-classes:$(cat docker/demo/target/classpath) \
 *      tn.flotte.demo.samples.SampleWriter .
 * </pre>
 */
public final class SampleWriter {
  private static final String CELL = "ouverture-sin-auto@lloyd.example";
  private static final String PDF = "application/pdf";
  private static final String JPEG = "image/jpeg";

  private final Path root;
  private final Path samples;

  private SampleWriter(Path root) {
    this.root = root;
    this.samples = root.resolve("docker/demo/samples");
  }

  /**
   * @param arguments the root of the repository
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    new SampleWriter(Path.of(arguments[0])).writeAll();
  }

  private void writeAll() throws IOException {
    Files.createDirectories(samples);
    write("01-declaration-complete", complete());
    write("02-erreur-de-saisie", mistypedInPass());
    write("03-sans-ordre-de-mission", withoutOrder());
    write("04-absence-du-bureau", autoReply());
    write("05-expediteur-inconnu", unknownSender());
    write("06-ordre-de-mission-qui-manquait", missingOrder());
    write("07-rapport-d-expertise", expertReport());
  }

  private void write(String name, MailWriter mail) throws IOException {
    Files.write(samples.resolve(name + ".eml"), mail.bytes());
  }

  private static MailWriter mail(int number, String from, String date) {
    return new MailWriter()
        .header("From", from)
        .header("To", CELL)
        .header("Date", date)
        .header("Message-ID", "<demonstration-" + number + "@agents.example>");
  }

  private MailWriter complete() throws IOException {
    BlankForm constat =
        constat("12/11/2026", "08h40", "Avenue de la Liberté, Béja")
            .type("a_assure_nom", "Gharsalli")
            .type("a_assure_prenom", "Moncef")
            .type("a_assure_adresse", "12 rue des Figuiers, Béja")
            .type("a_assure_telephone", "20 100 201")
            .type("a_vehicule_marque", "Peugeot 208")
            .type("a_vehicule_immatriculation", "141 TU 3302")
            .type("a_assurance_societe", "LLOYD")
            .type("a_assurance_police", "411/401/0002101")
            .type("a_assurance_agence", "411")
            .type("a_attestation_du", "01/01/2026")
            .type("a_attestation_au", "31/12/2026")
            .type("a_conducteur_nom", "Gharsalli")
            .type("a_conducteur_prenom", "Moncef")
            .type("a_permis_numero", "08/410233")
            .type("a_permis_date", "14/03/2008")
            .type("a_degats_apparents", "pare-chocs arrière")
            .type("b_assure_nom", "Zouaghi")
            .type("b_assure_prenom", "Amel")
            .type("b_assure_adresse", "5 impasse du Puits, Jendouba")
            .type("b_assure_telephone", "50 300 417")
            .type("b_vehicule_marque", "Kia Rio")
            .type("b_vehicule_immatriculation", "152 TU 7719")
            .type("b_assurance_societe", "STAR")
            .type("b_assurance_police", "77401256")
            .type("b_attestation_du", "01/03/2026")
            .type("b_attestation_au", "28/02/2027")
            .type("b_conducteur_nom", "Zouaghi")
            .type("b_conducteur_prenom", "Amel")
            .type("b_permis_numero", "11/207745")
            .type("b_permis_date", "02/06/2011")
            .type("b_degats_apparents", "avant droit, phare")
            .tick("a_circ_01")
            .tick("b_circ_08")
            .type("a_nombre_cases", "1")
            .type("b_nombre_cases", "1")
            .sign("signature_a", 3)
            .sign("signature_b", 8);
    return mail(1, "Agence 411 <agence411@agents.example>", "Mon, 16 Nov 2026 08:05:12 +0100")
        .subject("Déclaration D26-411-00031 - Gharsalli Moncef")
        .text(
            "Bonjour,\nVeuillez trouver ci-joint le constat et l'ordre de mission de la déclaration"
                + " D26-411-00031.\nCordialement,\nAgence 411 Béja Centre\n")
        .attach(PDF, "scan0031.pdf", Scan.faxPdf(constat))
        .attach(
            JPEG,
            "om.jpg",
            Scan.jpeg(
                order(
                    "240117",
                    "D26-411-00031",
                    "13/11/2026",
                    "411",
                    "Gharsalli Moncef",
                    "Peugeot 208",
                    "141 TU 3302",
                    "Habib Modèle",
                    "X41",
                    "Garage du Nord, Béja")));
  }

  private MailWriter mistypedInPass() throws IOException {
    BlankForm constat =
        constat("13/11/2026", "17h15", "Route de Tunis, Téboursouk")
            .type("a_assure_nom", "Ferchichi")
            .type("a_assure_prenom", "Slim")
            .type("a_assure_adresse", "40 cité des Oliviers, Siliana")
            .type("a_assure_telephone", "98 700 114")
            .type("a_vehicule_marque", "Volkswagen Polo")
            .type("a_vehicule_immatriculation", "178 TU 4426")
            .type("a_assurance_societe", "COMAR")
            .type("a_assurance_police", "A330918")
            .type("a_attestation_du", "10/02/2026")
            .type("a_attestation_au", "09/02/2027")
            .type("a_conducteur_nom", "Ferchichi")
            .type("a_conducteur_prenom", "Slim")
            .type("a_permis_numero", "05/118820")
            .type("a_permis_date", "21/09/2005")
            .type("a_degats_apparents", "aile avant gauche")
            .type("b_assure_nom", "Mejri")
            .type("b_assure_prenom", "Sonia")
            .type("b_assure_adresse", "8 rue du Marché, Téboursouk")
            .type("b_assure_telephone", "22 410 630")
            .type("b_vehicule_marque", "Renault Clio")
            .type("b_vehicule_immatriculation", "163 TU 2085")
            .type("b_assurance_societe", "LLOYD")
            .type("b_assurance_police", "412/401/0002118")
            .type("b_assurance_agence", "412")
            .type("b_attestation_du", "01/01/2026")
            .type("b_attestation_au", "31/12/2026")
            .type("b_conducteur_nom", "Mejri")
            .type("b_conducteur_prenom", "Sonia")
            .type("b_permis_numero", "13/550902")
            .type("b_permis_date", "30/01/2013")
            .type("b_degats_apparents", "porte avant droite")
            .tick("a_circ_17")
            .tick("b_circ_16")
            .type("a_nombre_cases", "1")
            .type("b_nombre_cases", "1")
            .sign("signature_a", 5)
            .sign("signature_b", 11);
    return mail(2, "agence412@agents.example", "Mon, 16 Nov 2026 08:21:40 +0100")
        .subject("D26-412-00012")
        .text(
            "Bonjour,\nCi-joint les pièces du sinistre D26-412-00012 (Mejri Sonia).\n"
                + "Merci,\nAgence 412 Téboursouk\n")
        .attach(PDF, "constat mejri.pdf", Scan.greyPdf(constat))
        .attach(
            PDF,
            "ordre de mission.pdf",
            Scan.faxPdf(
                order(
                    "240118",
                    "D26-412-00012",
                    "14/11/2026",
                    "412",
                    "Mejri Sonia",
                    "Renault Clio",
                    "163 TU 2085",
                    "Leila Exemple",
                    "X42",
                    "Garage de la Gare, Téboursouk")));
  }

  private MailWriter withoutOrder() throws IOException {
    BlankForm constat =
        constat("11/11/2026", "12h30", "Place du Marché, Nefza")
            .type("a_assure_nom", "Aouadi")
            .type("a_assure_prenom", "Rafik")
            .type("a_assure_adresse", "3 rue de la Source, Nefza")
            .type("a_assure_telephone", "55 620 318")
            .type("a_vehicule_marque", "Fiat Tipo")
            .type("a_vehicule_immatriculation", "187 TU 940")
            .type("a_assurance_societe", "LLOYD")
            .type("a_assurance_police", "413/402/0002135")
            .type("a_assurance_agence", "413")
            .type("a_attestation_du", "01/01/2026")
            .type("a_attestation_au", "31/12/2026")
            .type("a_conducteur_nom", "Aouadi")
            .type("a_conducteur_prenom", "Rafik")
            .type("a_permis_numero", "99/300471")
            .type("a_permis_date", "08/12/1999")
            .type("a_degats_apparents", "porte arrière gauche")
            .type("b_assure_nom", "Hamrouni")
            .type("b_assure_prenom", "Ines")
            .type("b_assure_adresse", "27 rue du Moulin, Tabarka")
            .type("b_assure_telephone", "29 818 205")
            .type("b_vehicule_marque", "Hyundai i10")
            .type("b_vehicule_immatriculation", "136 TU 5148")
            .type("b_assurance_societe", "GAT")
            .type("b_assurance_police", "5520/2026")
            .type("b_attestation_du", "15/04/2026")
            .type("b_attestation_au", "14/04/2027")
            .type("b_conducteur_nom", "Hamrouni")
            .type("b_conducteur_prenom", "Ines")
            .type("b_permis_numero", "16/902114")
            .type("b_permis_date", "19/05/2016")
            .type("b_degats_apparents", "pare-chocs avant")
            .tick("a_circ_07")
            .tick("b_circ_06")
            .type("a_nombre_cases", "1")
            .type("b_nombre_cases", "1")
            .sign("signature_a", 7)
            .sign("signature_b", 2);
    return mail(3, "Agence 413 <agence413@agents.example>", "Mon, 16 Nov 2026 08:47:03 +0100")
        .subject("Ouverture sinistre D26-413-00007")
        .text(
            "Bonjour,\nConstat de notre assuré M. Aouadi, déclaration D26-413-00007.\n"
                + "Bien cordialement\nAgence 413 Nefza\n")
        .attach(PDF, "Constat.pdf", Scan.faxPdf(constat));
  }

  private static MailWriter autoReply() {
    return mail(4, "agence412@agents.example", "Mon, 16 Nov 2026 09:02:55 +0100")
        .subject("Absence du bureau")
        .header("Auto-Submitted", "auto-replied")
        .header("Precedence", "bulk")
        .text("Bonjour,\nL'agence est fermée aujourd'hui. Votre message sera lu demain matin.\n");
  }

  private MailWriter unknownSender() throws IOException {
    BlankForm constat =
        constat("09/11/2026", "10h00", "Rue de la Gare, Bou Salem")
            .type("a_assure_nom", "Personne")
            .type("a_assure_prenom", "Inconnue")
            .type("a_vehicule_immatriculation", "199 TU 1199")
            .sign("signature_a", 1);
    return mail(5, "garage.du.coin@messagerie.example", "Mon, 16 Nov 2026 09:14:20 +0100")
        .subject("constat client")
        .text("Bonjour, je vous envoie le constat d'un client. Merci de me rappeler.\n")
        .attach(PDF, "photo.pdf", Scan.faxPdf(constat));
  }

  private MailWriter missingOrder() throws IOException {
    return mail(6, "Agence 413 <agence413@agents.example>", "Mon, 16 Nov 2026 10:30:31 +0100")
        .subject("Suite D26-413-00007 : ordre de mission")
        .text(
            "Bonjour,\nVoici l'ordre de mission qui manquait pour D26-413-00007, avec nos"
                + " excuses.\nAgence 413 Nefza\n")
        .attach(
            JPEG,
            "IMG_2011.jpg",
            Scan.jpeg(
                order(
                    "240119",
                    "D26-413-00007",
                    "12/11/2026",
                    "413",
                    "Aouadi Rafik",
                    "Fiat Tipo",
                    "187 TU 940",
                    "Habib Modèle",
                    "X41",
                    "Domicile de l'assuré, Nefza")));
  }

  /** Of a dossier that PASS holds from the beginning: damage above the ceiling. */
  private static MailWriter expertReport() throws IOException {
    return mail(7, "Leila Exemple <x42@experts.example>", "Fri, 20 Nov 2026 09:12:47 +0100")
        .subject("Rapport d'expertise 129 TU 6671")
        .text(
            "Bonjour,\nVeuillez trouver ci-joint mon rapport.\nLeila Exemple, expert automobile\n")
        .attach(
            PDF,
            "rapport 240093.pdf",
            Scan.greyPdf(
                new ReportSheet("RAPPORT D'EXPERTISE")
                    .line("Expert", "LEILA EXEMPLE")
                    .line("Code", "X42")
                    .line("Ordre de mission n°", "240093")
                    .line("Référence sinistre", "D26-411-00034")
                    .line("Immatriculation", "129 TU 6671")
                    .line("Marque", "SEAT IBIZA")
                    .line("Date du rapport", "19/11/2026")
                    .line("Montant hors taxes", "5 310,924")
                    .line("TVA", "1 009,076")
                    .line("Montant TTC", "6 320,000")
                    .line("Honoraires", "180,500")
                    .yesNo("Véhicule réformé (épave)", false)
                    .sign()));
  }

  private BlankForm constat(String date, String hour, String place) throws IOException {
    return new BlankForm(root, "constat-a")
        .type("date_accident", date)
        .type("heure", hour)
        .type("lieu", place)
        .tick("blesses_non")
        .tick("degats_autres_non");
  }

  private BlankForm order(
      String number,
      String declaration,
      String date,
      String agency,
      String insured,
      String car,
      String plate,
      String expert,
      String expertCode,
      String place)
      throws IOException {
    return new BlankForm(root, "om")
        .type("numero_om", number)
        .type("numero_declaration", declaration)
        .type("date_om", date)
        .type("agence_code", agency)
        .type("assure_nom", insured)
        .type("vehicule_marque", car)
        .type("vehicule_immatriculation", plate)
        .type("expert_nom", expert)
        .type("expert_code", expertCode)
        .type("lieu_visite", place)
        .sign("signature", Integer.parseInt(number) % 10)
        .stamp("signature", "AGENCE", agency);
  }
}
