package tn.flotte.connectors.registre;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellPropertyType;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.ss.util.CellUtil;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * The register's sheet in an opened workbook: its columns are found by their headings, wherever
 * people have moved them, and a new row looks like the one above it.
 */
final class Feuille {
  /** Above the headings people may have a title of their own. */
  private static final int ROWS_BEFORE_HEADINGS = 30;

  private static final int TEXT = 250;
  private static final String DATE = "dd/mm/yyyy";
  private static final String AMOUNT = "#,##0.000";
  private static final int WIDTH = 18 * 256;
  private static final String OWN_SHEET = "Rapports";

  private final XSSFSheet sheet;
  private final RegistreSettings.Colonnes names;
  private final int headings;
  private final Map<String, Integer> columns;

  private Feuille(
      XSSFSheet sheet,
      RegistreSettings.Colonnes names,
      int headings,
      Map<String, Integer> columns) {
    this.sheet = sheet;
    this.names = names;
    this.headings = headings;
    this.columns = columns;
  }

  /** CHANGED when the workbook has no such sheet, or the sheet lacks a column. */
  static Feuille of(XSSFWorkbook workbook, RegistreSettings settings) {
    XSSFSheet sheet =
        settings.feuille().isBlank()
            ? workbook.getSheetAt(0)
            : workbook.getSheet(settings.feuille());
    if (sheet == null) {
      throw new ConnectorException(
          FailureKind.CHANGED,
          "The register has no sheet \"%s\" (flotte.registre.feuille)."
              .formatted(settings.feuille()));
    }
    List<String> wanted = settings.colonnes().titres();
    int last = Math.min(sheet.getLastRowNum(), ROWS_BEFORE_HEADINGS);
    for (int row = Math.max(0, sheet.getFirstRowNum()); row <= last; row++) {
      Map<String, Integer> found = headings(sheet.getRow(row));
      if (found.containsKey(plain(settings.colonnes().cle()))) {
        for (String title : wanted) {
          if (!found.containsKey(plain(title))) {
            throw lacks(sheet, title);
          }
        }
        return new Feuille(sheet, settings.colonnes(), row, found);
      }
    }
    throw lacks(sheet, settings.colonnes().cle());
  }

  private static ConnectorException lacks(XSSFSheet sheet, String title) {
    return new ConnectorException(
        FailureKind.CHANGED,
        "Sheet \"%s\" of the register has no column \"%s\" (flotte.registre.colonnes)."
            .formatted(sheet.getSheetName(), title));
  }

  private static Map<String, Integer> headings(@Nullable Row row) {
    Map<String, Integer> found = new HashMap<>();
    if (row != null) {
      for (Cell cell : row) {
        if (cell.getCellType() == CellType.STRING) {
          found.putIfAbsent(plain(cell.getStringCellValue()), cell.getColumnIndex());
        }
      }
    }
    return found;
  }

  private static String plain(String title) {
    return title.replaceAll("\\s+", " ").strip().toLowerCase(Locale.FRENCH);
  }

  /** An empty register of our own. */
  static XSSFWorkbook nouveau(RegistreSettings settings) {
    XSSFWorkbook workbook = new XSSFWorkbook();
    XSSFSheet sheet =
        workbook.createSheet(settings.feuille().isBlank() ? OWN_SHEET : settings.feuille());
    CellStyle style = workbook.createCellStyle();
    XSSFFont bold = workbook.createFont();
    bold.setBold(true);
    style.setFont(bold);
    Row row = sheet.createRow(0);
    for (String title : settings.colonnes().titres()) {
      int column = Math.max(0, row.getLastCellNum());
      Cell cell = row.createCell(column);
      cell.setCellValue(title);
      cell.setCellStyle(style);
      sheet.setColumnWidth(column, WIDTH);
    }
    sheet.createFreezePane(0, 1);
    return workbook;
  }

  boolean contient(String cle) {
    int column = column(names.cle());
    for (int i = headings + 1; i <= sheet.getLastRowNum(); i++) {
      Row row = sheet.getRow(i);
      Cell cell = row == null ? null : row.getCell(column);
      if (cell != null
          && cell.getCellType() == CellType.STRING
          && cell.getStringCellValue().strip().equals(cle)) {
        return true;
      }
    }
    return false;
  }

  void ajouter(LigneRapport ligne) {
    int number = lastUsed() + 1;
    if (number > SpreadsheetVersion.EXCEL2007.getLastRowIndex()) {
      throw new ConnectorException(FailureKind.CHANGED, "The register has no row left.");
    }
    grow(number);
    Row above = number - 1 > headings ? sheet.getRow(number - 1) : null;
    Row row = sheet.getRow(number) == null ? sheet.createRow(number) : sheet.getRow(number);
    text(row, above, names.cle(), ligne.cle());
    date(row, above, names.recuLe(), ligne.recuLe());
    text(row, above, names.declaration(), ligne.declaration());
    text(row, above, names.dossier(), ligne.dossier());
    text(row, above, names.numeroOm(), ligne.numeroOm());
    text(row, above, names.expert(), ligne.expert());
    text(row, above, names.immatriculation(), ligne.immatriculation());
    text(row, above, names.vehicule(), ligne.vehicule());
    text(row, above, names.genre(), ligne.genre());
    date(row, above, names.dateRapport(), ligne.dateRapport());
    amount(row, above, names.montant(), ligne.montant());
    amount(row, above, names.honoraires(), ligne.honoraires());
    text(row, above, names.epave(), ligne.epave() ? "oui" : "non");
    text(row, above, names.fichier(), ligne.fichier());
  }

  /** The last row in which one of the register's columns holds anything. */
  private int lastUsed() {
    for (int i = sheet.getLastRowNum(); i > headings; i--) {
      Row row = sheet.getRow(i);
      if (row != null && columns.values().stream().anyMatch(column -> filled(row, column))) {
        return i;
      }
    }
    return headings;
  }

  private static boolean filled(Row row, int column) {
    Cell cell = row.getCell(column);
    return cell != null
        && cell.getCellType() != CellType.BLANK
        && !(cell.getCellType() == CellType.STRING && cell.getStringCellValue().isBlank());
  }

  /** A table that people have made of the register takes the new row in. */
  private void grow(int number) {
    for (XSSFTable table : sheet.getTables()) {
      AreaReference area = table.getArea();
      if (area.getFirstCell().getRow() != headings || area.getLastCell().getRow() >= number) {
        continue;
      }
      if (table.getTotalsRowCount() > 0) {
        throw new ConnectorException(
            FailureKind.CHANGED,
            "Table \"%s\" of the register ends with a row of totals, under which nothing can be added."
                .formatted(table.getName()));
      }
      table.setArea(
          new AreaReference(
              area.getFirstCell(),
              new CellReference(number, area.getLastCell().getCol()),
              SpreadsheetVersion.EXCEL2007));
    }
  }

  private int column(String title) {
    Integer column = columns.get(plain(title));
    if (column == null) {
      throw lacks(sheet, title);
    }
    return column;
  }

  private @Nullable Cell cell(Row row, @Nullable Row above, String title) {
    if (title.isBlank()) {
      return null;
    }
    int column = column(title);
    Cell cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
    Cell model = above == null ? null : above.getCell(column);
    if (model != null) {
      cell.setCellStyle(model.getCellStyle());
    }
    return cell;
  }

  private void date(Row row, @Nullable Row above, String title, LocalDate date) {
    Cell cell = cell(row, above, title);
    if (cell != null) {
      cell.setCellValue(date);
      if (!DateUtil.isCellDateFormatted(cell)) {
        format(cell, DATE);
      }
    }
  }

  private void amount(Row row, @Nullable Row above, String title, BigDecimal tnd) {
    Cell cell = cell(row, above, title);
    if (cell != null) {
      cell.setCellValue(tnd.doubleValue());
      if (cell.getCellStyle().getDataFormat() == 0) {
        format(cell, AMOUNT);
      }
    }
  }

  private void format(Cell cell, String format) {
    int builtin = BuiltinFormats.getBuiltinFormat(format);
    short index =
        builtin >= 0 ? (short) builtin : sheet.getWorkbook().createDataFormat().getFormat(format);
    CellUtil.setCellStyleProperty(cell, CellPropertyType.DATA_FORMAT, index);
  }

  /**
   * Text stays text: what a stranger wrote is never a formula, nor becomes one when somebody edits
   * the cell.
   */
  private void text(Row row, @Nullable Row above, String title, String value) {
    Cell cell = cell(row, above, title);
    if (cell == null) {
      return;
    }
    String line = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String fits = line.length() <= TEXT ? line : line.substring(0, TEXT);
    cell.setCellValue(fits);
    boolean formula = !fits.isEmpty() && "=+-@".indexOf(fits.charAt(0)) >= 0;
    if (formula != cell.getCellStyle().getQuotePrefixed()) {
      CellUtil.setCellStyleProperty(cell, CellPropertyType.QUOTE_PREFIXED, formula);
    }
  }
}
