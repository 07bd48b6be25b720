package tn.flotte.connectors.registre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** The register, opened by LibreOffice, which shares nothing with what wrote it. */
class RegistreIT {
  private static final String HEADINGS =
      "Clé,Reçu le,Déclaration,Dossier,N° OM,Expert,Immatriculation,Véhicule,Rapport,Date du rapport,Montant (TND),Honoraires (TND),Épave,Fichier";

  @TempDir private Path folder;

  @Test
  void makesItsOwnRegisterThatLibreOfficeOpens() throws Exception {
    Registre register = register(Map.of("dossier", folder.resolve("nouveau").toString()));

    register.inscrire(report("S26-027-00045/741347/DEFINITIF"));

    assertThat(csv(folder.resolve("nouveau/registre-expertise.xlsx")))
        .containsExactly(
            HEADINGS,
            "S26-027-00045/741347/DEFINITIF,24/05/2026,D26-027-00123,S26-027-00045,741347,E104 Mokhtar Selmi,167 TU 5363,Kia Rio,DEFINITIF,08/05/2026,\"1,920.500\",150.750,non,Rapport « é ».pdf");
  }

  @Test
  void textThatLooksLikeAFormulaStaysText() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));

    register.inscrire(
        report("1", "=CMD()|'/C calc'!A0", "+HYPERLINK(\"http://x.example\")\r\n\t.pdf"));
    register.inscrire(report("2", "Kia Rio", "rapport.pdf"));

    assertThat(csv(folder.resolve("registre-expertise.xlsx")))
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains("=CMD()|'/C calc'!A0")
                    .contains("+HYPERLINK(\"\"http://x.example\"\") .pdf"));
    try (XSSFWorkbook workbook = open("registre-expertise.xlsx")) {
      Row hostile = workbook.getSheetAt(0).getRow(1);
      assertThat(hostile)
          .allSatisfy(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
      assertThat(hostile.getCell(7).getCellStyle().getQuotePrefixed())
          .as("it stays text even when somebody edits the cell")
          .isTrue();
      assertThat(workbook.getSheetAt(0).getRow(2).getCell(7).getCellStyle().getQuotePrefixed())
          .isFalse();
    }
  }

  @Test
  void writesAReportOnce() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));

    assertThat(register.contient("1")).isFalse();
    register.inscrire(report("1"));
    register.inscrire(report("1"));

    assertThat(register.contient("1")).isTrue();
    assertThat(csv(folder.resolve("registre-expertise.xlsx"))).hasSize(2);
  }

  @Test
  void waitsWhileLibreOfficeOrExcelHasTheWorkbookOpen() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));
    register.inscrire(report("1"));
    Path file = folder.resolve("registre-expertise.xlsx");
    byte[] before = Files.readAllBytes(file);

    for (String owner : List.of(".~lock.registre-expertise.xlsx#", "~$registre-expertise.xlsx")) {
      Path opened = Files.writeString(folder.resolve(owner), "POSTE-12");
      refused(register, "2", owner);
      Files.delete(opened);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    register.inscrire(report("2"));
    assertThat(csv(file)).hasSize(3);
  }

  @Test
  void waitsWhileTheSystemHoldsALockOnTheWorkbook() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));
    register.inscrire(report("1"));
    Path file = folder.resolve("registre-expertise.xlsx");

    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = other.lock()) {
      assertThat(held.isValid()).isTrue();
      refused(register, "2", "locked");
    }
    register.inscrire(report("2"));
    assertThat(csv(file)).hasSize(3);
  }

  private static void refused(Registre register, String cle, String sign) {
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> register.inscrire(report(cle)))
        .withMessageContaining(sign)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
  }

  @Test
  void keepsWhatPeopleWroteColouredAndCalculated() throws Exception {
    Path file = theirs(true);
    Registre register = register(theirSettings(file));

    register.inscrire(report("S26-027-00045/741347/DEFINITIF"));

    assertThat(csv(file))
        .containsExactly(
            "Registre des rapports,,,,,,,,,,,,,,,",
            ",,,,,,,,,,,,,,,",
            "N°,Clé,Reçu,Déclaration,Dossier,N° OM,Expert,Immatriculation,Véhicule,Rapport,Date du rapport,Montant (TND),Honoraires (TND),Épave,Fichier,Suite donnée",
            "1,,12/04/26,D26-027-00001,,,,,,,,100.000,10.000,,,rappelé le 15",
            ",S26-027-00045/741347/DEFINITIF,24/05/26,D26-027-00123,S26-027-00045,741347,E104 Mokhtar Selmi,167 TU 5363,Kia Rio,DEFINITIF,08/05/2026,\"1,920.500\",150.750,non,Rapport « é ».pdf,");
    try (XSSFWorkbook workbook = open(file.getFileName().toString())) {
      XSSFSheet sheet = workbook.getSheet("2026");
      assertThat(sheet.getRow(0).getCell(0).getCellStyle().getFillForegroundColor())
          .isEqualTo(IndexedColors.LIGHT_GREEN.getIndex());
      assertThat(sheet.getRow(4).getCell(2).getCellStyle())
          .as("the new row looks like the one above")
          .isEqualTo(sheet.getRow(3).getCell(2).getCellStyle());
      assertThat(sheet.getTables().getFirst().getArea().formatAsString()).isEqualTo("A3:P5");
      Cell sum = workbook.getSheet("Synthèse").getRow(0).getCell(0);
      assertThat(sum.getCellFormula()).isEqualTo("SUM('2026'!L4:L9999)");
      assertThat(sheet.getMergedRegions())
          .extracting(CellRangeAddress::formatAsString)
          .containsExactly("A1:D1");
    }
    assertThat(csv(file, "Synthèse")).containsExactly("2020.5");
  }

  @Test
  void saysWhichColumnIsMissing() throws Exception {
    Path file = theirs(false);

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> register(theirSettings(file)).inscrire(report("1")))
        .withMessageContaining("no column \"Clé\"")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CHANGED));
  }

  @Test
  void aFileThatIsNoWorkbookIsNotReplaced() throws Exception {
    Path file = Files.writeString(folder.resolve("registre.xlsx"), "pas un classeur");

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> register(Map.of("fichier", file.toString())).inscrire(report("1")))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CHANGED));
    assertThat(file).hasContent("pas un classeur");
  }

  @Test
  void aFolderThatIsAwayGetsNoRegisterOfItsOwn() {
    Path file = folder.resolve("partage/registre.xlsx");

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> register(Map.of("fichier", file.toString())).inscrire(report("1")))
        .withMessageContaining("is not there")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRobotThatDiedWhileItWroteLeavesNoHalfRow() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));
    register.inscrire(report("1"));
    Files.writeString(folder.resolve("registre-expertise.xlsx.flotte-copie"), "une moitié");

    register.inscrire(report("2"));

    assertThat(csv(folder.resolve("registre-expertise.xlsx"))).hasSize(3);
    assertThat(folder.resolve("registre-expertise.xlsx.flotte-copie")).doesNotExist();
  }

  @Test
  void robotsThatWriteAtTheSameTimeLoseNoRow() throws Exception {
    Registre register = register(Map.of("dossier", folder.toString()));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        LigneRapport row = report("cle-" + i);
        all.add(threads.submit(() -> register.inscrire(row)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    register(Map.of("dossier", folder.toString())).inscrire(report("cle-12"));

    assertThat(csv(folder.resolve("registre-expertise.xlsx"))).hasSize(14).doesNotHaveDuplicates();
  }

  /** A register as a cell might have it: a title, a table, a colour, a sum on another sheet. */
  private Path theirs(boolean withKey) throws IOException {
    Path file = folder.resolve("registre de la cellule.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      XSSFSheet sheet = workbook.createSheet("2026");
      XSSFCellStyle green = workbook.createCellStyle();
      green.setFillForegroundColor(IndexedColors.LIGHT_GREEN.getIndex());
      green.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      Cell title = sheet.createRow(0).createCell(0);
      title.setCellValue("Registre des rapports");
      title.setCellStyle(green);
      sheet.addMergedRegion(CellRangeAddress.valueOf("A1:D1"));
      String[] headings =
          ("N°," + HEADINGS.replace("Reçu le", "Reçu") + ",Suite donnée").split(",", -1);
      Row row = sheet.createRow(2);
      for (int i = 0; i < headings.length; i++) {
        row.createCell(i).setCellValue(i == 1 && !withKey ? "Observation" : headings[i]);
      }
      XSSFCellStyle day = workbook.createCellStyle();
      day.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yy"));
      XSSFCellStyle amount = workbook.createCellStyle();
      amount.setDataFormat(workbook.createDataFormat().getFormat("#,##0.000"));
      Row first = sheet.createRow(3);
      first.createCell(0).setCellValue(1);
      first.createCell(2).setCellValue(LocalDate.of(2026, 4, 12));
      first.getCell(2).setCellStyle(day);
      first.createCell(3).setCellValue("D26-027-00001");
      first.createCell(11).setCellValue(100);
      first.getCell(11).setCellStyle(amount);
      first.createCell(12).setCellValue(10);
      first.getCell(12).setCellStyle(amount);
      first.createCell(15).setCellValue("rappelé le 15");
      sheet
          .createTable(new AreaReference("A3:P4", workbook.getSpreadsheetVersion()))
          .setName("Rapports");
      workbook
          .createSheet("Synthèse")
          .createRow(0)
          .createCell(0)
          .setCellFormula("SUM('2026'!L4:L9999)");
      workbook.write(out);
    }
    return file;
  }

  private static Map<String, String> theirSettings(Path file) {
    return new HashMap<>(
        Map.of("fichier", file.toString(), "feuille", "2026", "colonnes.recu-le", "Reçu"));
  }

  private XSSFWorkbook open(String name) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return new XSSFWorkbook(in);
    }
  }

  private static Registre register(Map<String, String> settings) {
    return new Registre(
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("", RegistreSettings.class));
  }

  private static LigneRapport report(String cle) {
    return report(cle, "Kia Rio", "Rapport « é ».pdf");
  }

  private static LigneRapport report(String cle, String vehicule, String fichier) {
    return new LigneRapport(
        cle,
        LocalDate.of(2026, 5, 24),
        "D26-027-00123",
        "S26-027-00045",
        "741347",
        "E104 Mokhtar Selmi",
        "167 TU 5363",
        vehicule,
        "DEFINITIF",
        LocalDate.of(2026, 5, 8),
        new BigDecimal("1920.500"),
        new BigDecimal("150.750"),
        false,
        fichier);
  }

  private List<String> csv(Path file) throws IOException, InterruptedException {
    return csv(file, "");
  }

  /** The rows as LibreOffice shows them: of the first sheet, or of a named one. */
  private List<String> csv(Path file, String sheet) throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(folder, "csv");
    Process reader =
        new ProcessBuilder(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("libreoffice").toUri(),
                "--headless",
                "--norestore",
                "--convert-to",
                // Comma, quotes, UTF-8, values as shown; all sheets when one is named.
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,"
                    + (sheet.isEmpty() ? "0" : "-1"),
                "--outdir",
                out.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.resolve("libreoffice.log").toFile())
            .start();
    assertThat(reader.waitFor()).isZero();
    String name = file.getFileName().toString().replace(".xlsx", "");
    Path csv = out.resolve(name + (sheet.isEmpty() ? "" : "-" + sheet) + ".csv");
    assertThat(csv).as(Files.readString(out.resolve("libreoffice.log"))).exists();
    return Files.readAllLines(csv, StandardCharsets.UTF_8);
  }
}
