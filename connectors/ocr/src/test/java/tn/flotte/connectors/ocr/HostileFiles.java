package tn.flotte.connectors.ocr;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/**
 * Files that a stranger might send, by what is wrong with them, with what is to be said of them.
 */
final class HostileFiles {
  /** A start of the reason, or one of these. */
  static final String LISIBLE = "lisible";

  static final String N_IMPORTE = "";

  private static final String DEMESURE = "contenu démesuré";
  private static final String IMAGE = "image démesurée";
  private static final String ABIME = "fichier abîmé";
  private static final String PAGE = "page abîmée";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();

  private HostileFiles() {}

  static HostileFiles all() {
    HostileFiles f = new HostileFiles();
    try {
      f.noPictures();
      f.bombs();
      f.lies();
      f.oddButHonest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return f;
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** What is to be said of the file of that name. */
  String reason(String name) {
    return String.valueOf(reasons.get(name));
  }

  private void add(String name, String reason, byte[] content) {
    files.put(name, content);
    reasons.put(name, reason);
  }

  private static BufferedImage paper() {
    return Papers.letter(
        "Attestation sans objet",
        List.of(
            "Madame, Monsieur,",
            "Le parking de la résidence sera fermé pour travaux.",
            "Veuillez agréer nos salutations distinguées."));
  }

  private void noPictures() throws IOException {
    byte[] pdf = Papers.pdf(paper());
    add("empty.pdf", "fichier vide", new byte[0]);
    add("program.pdf", "format de fichier inconnu", text("MZ\u0090 This program cannot be run"));
    add("office.pdf", "format de fichier inconnu", text("PK\u0003\u0004 word/document.xml"));
    add("phone.jpg", "format HEIC", text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"));
    add("header-only.pdf", ABIME, text("%PDF-1.7\n"));
    add("truncated-early.pdf", ABIME, Arrays.copyOf(pdf, 60));
    add("truncated-late.pdf", ABIME, Arrays.copyOf(pdf, pdf.length * 2 / 3));
    add("truncated.png", ABIME, half(Papers.encoded(paper(), "png")));
    add("truncated.jpg", N_IMPORTE, half(Papers.encoded(paper(), "jpg")));
    add("truncated.tif", PAGE, half(Papers.encoded(paper(), "tif")));
    add("protected.pdf", "protégé par un mot de passe", protectedPdf());
    add("thousand-pages.pdf", "fichier de trop de pages (1000)", manyPages(1000));
    add("no-page.pdf", "fichier sans page", manyPages(0));
    add("one-pixel.png", "image trop petite", Papers.encoded(grey(1, 1), "png"));
    add("one-line.png", "image trop petite", Papers.encoded(grey(5000, 1), "png"));
    add("one-pixel.tif", "image trop petite", Papers.encoded(grey(1, 1), "tif"));
    add("one-pixel.pdf", "image trop petite", Papers.pdf(grey(1, 1)));
  }

  private void bombs() {
    byte[] zeros = new byte[1 << 20];
    byte[] bomb = RawPdf.deflated(zeros, 110);
    String image = "/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 1";
    add(
        "bomb-picture.pdf",
        IMAGE,
        RawPdf.picture().stream(image + "/ColorSpace/DeviceGray/Filter/FlateDecode", bomb).bytes());
    add(
        "bomb-nested.pdf",
        IMAGE,
        RawPdf.picture().stream(
                image + "/ColorSpace/DeviceGray/Filter[/FlateDecode/FlateDecode]",
                RawPdf.deflated(bomb, 1))
            .bytes());
    add(
        "bomb-inline.pdf",
        IMAGE,
        contents("BI /W 30000 /H 30000 /BPC 1 /CS /G /F /Fl ID \u0078\u009c EI"));
    add("bomb-content.pdf", DEMESURE, deflatedContents(text(" ".repeat(1 << 20)), 1024));
    add("bomb-operators.pdf", DEMESURE, deflatedContents(text("q Q ".repeat(1 << 16)), 400));
    add("bomb-laughs.pdf", DEMESURE, laughs());
    add("bomb-fills.pdf", DEMESURE, deflatedContents(text("0 0 595 842 re f "), 100_000));
    add("bomb-object-stream.pdf", N_IMPORTE, objectStream(zeros));
    add("bomb-deep.pdf", N_IMPORTE, contents("[".repeat(200_000)));
    add("bomb.tif", IMAGE, tiff(30_000, 30_000, 32_773, new byte[64 << 10], 0));
    add("bomb.png", IMAGE, png(30_000, 30_000, bomb));
    add("bomb-palette.png", N_IMPORTE, png(7_000, 7_000, RawPdf.deflated(zeros, 7)));
  }

  private void lies() throws IOException {
    byte[] jpeg = Papers.encoded(Papers.scaled(paper(), 0.5), "jpg");
    add("lying-size.jpg", IMAGE, resized(jpeg, 65_000, 65_000));
    add("lying-size-within-bounds.jpg", N_IMPORTE, resized(jpeg, 7_000, 7_000));
    add("lying-size.png", ABIME, png(7_000, 7_000, new byte[100]));
    add("lying-size.tif", PAGE, tiff(7_000, 7_000, 1, new byte[100], 0));
    add("endless-directory.tif", ABIME, tiff(700, 700, 1, new byte[700 * 700 / 8], 8));
    add("exif-orientation-99.jpg", LISIBLE, exif(jpeg, 99, 0));
    add("exif-orientation-6.jpg", LISIBLE, exif(jpegOf(Papers.turned(paper(), 270)), 6, 0));
    add("exif-huge.jpg", LISIBLE, exif(jpeg, 1, 900_000));
    add(
        "jbig2-huge.pdf",
        DEMESURE,
        RawPdf.picture().stream(
                small("/Filter/JBIG2Decode/BitsPerComponent 1"), jbig2(60_000, 60_000))
            .bytes());
    add(
        "jpx-huge.pdf",
        IMAGE,
        RawPdf.picture().stream(small("/Filter/JPXDecode"), jpx(30_000)).bytes());
    add(
        "fax-huge.pdf",
        N_IMPORTE,
        RawPdf.picture().stream(
                small("/BitsPerComponent 1/Filter/CCITTFaxDecode")
                    + "/DecodeParms<</K -1/Columns 200000/Rows 200000>>",
                new byte[500])
            .bytes());
    add(
        "predictor-huge.pdf",
        PAGE,
        RawPdf.picture().stream(
                small("/BitsPerComponent 8/Filter/FlateDecode")
                    + "/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16/Columns 50000000>>",
                RawPdf.deflated(new byte[1000], 1000))
            .bytes());
    add(
        "pages-in-a-circle.pdf",
        N_IMPORTE,
        new RawPdf()
            .object("<</Type/Catalog/Pages 2 0 R>>")
            .object("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 3>>")
            .bytes());
    add(
        "page-count.pdf",
        "fichier de trop de pages",
        new RawPdf()
            .object("<</Type/Catalog/Pages 2 0 R>>")
            .object("<</Type/Pages/Kids[]/Count 2000000000>>")
            .bytes());
  }

  private void oddButHonest() throws IOException {
    byte[] png = Papers.encoded(paper(), "png");
    add("a-picture-in-truth.pdf", LISIBLE, png);
    add("a-pdf-in-truth.jpg", LISIBLE, Papers.pdf(paper()));
    add("cmyk.jpg", LISIBLE, cmyk(paper()));
    add("16-bit.png", LISIBLE, Papers.encoded(of(paper(), BufferedImage.TYPE_USHORT_GRAY), "png"));
    add("16-bit.tif", LISIBLE, Papers.encoded(of(paper(), BufferedImage.TYPE_USHORT_GRAY), "tif"));
    add("alpha.png", LISIBLE, Papers.encoded(of(paper(), BufferedImage.TYPE_4BYTE_ABGR), "png"));
    add(
        "jpeg2000.pdf",
        LISIBLE,
        RawPdf.picture().stream(
                "/Type/XObject/Subtype/Image/Width 1654/Height 2339/Filter/JPXDecode", jpx(0))
            .bytes());
    add(
        "javascript-and-attachment.pdf",
        LISIBLE,
        RawPdf.onePage(
                "/MediaBox[0 0 595 842]/Resources<</Font<</F 6 0 R>>>>/Contents 4 0 R"
                    + "/AA<</O<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1'\\))>>>>",
                "/OpenAction<</S/JavaScript/JS(while\\(true\\);)>>"
                    + "/Names<</EmbeddedFiles<</Names[(a.exe)<</F(a.exe)/EF<</F 5 0 R>>>>]>>>>")
            .stream("", LETTER)
            .stream("/Type/EmbeddedFile", "MZ no program")
            .object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
            .bytes());
    add(
        "font-missing.pdf",
        LISIBLE,
        RawPdf.onePage("/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R", "")
            .stream("", LETTER)
            .object("<</Type/Font/Subtype/TrueType/BaseFont/NoSuchFontAnywhere>>")
            .bytes());
    add(
        "five-metres.pdf",
        LISIBLE,
        RawPdf.onePage(
                "/MediaBox[0 0 14400 14400]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R", "")
            .stream("", LETTER)
            .object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
            .bytes());
    add(
        "a-bad-page-among-good-ones.pdf",
        N_IMPORTE,
        new RawPdf()
                .object("<</Type/Catalog/Pages 2 0 R>>")
                .object("<</Type/Pages/Kids[3 0 R 4 0 R 3 0 R]/Count 3>>")
                .object(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                        + "/Resources<</Font<</F 7 0 R>>>>/Contents 5 0 R>>")
                .object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R>>")
                .stream("", LETTER)
                .stream("/Filter/FlateDecode", RawPdf.deflated(text(" ".repeat(1 << 20)), 1024))
                .object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
                .bytes());
  }

  private static final String LETTER =
      "BT /F 14 Tf 60 700 Td 20 TL"
          + " (Madame, Monsieur, nous vous informons) Tj T*"
          + " (que le parking de la residence sera ferme) Tj T*"
          + " (pour travaux pendant la semaine prochaine.) Tj T*"
          + " (Veuillez agreer nos salutations distinguees.) Tj ET";

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] half(byte[] content) {
    return Arrays.copyOf(content, content.length / 2);
  }

  private static byte[] contents(String operators) {
    return RawPdf.onePage("/MediaBox[0 0 595 842]/Contents 4 0 R", "").stream("", operators)
        .bytes();
  }

  private static byte[] deflatedContents(byte[] block, long times) {
    return RawPdf.onePage("/MediaBox[0 0 595 842]/Contents 4 0 R", "").stream(
            "/Filter/FlateDecode", RawPdf.deflated(block, times))
        .bytes();
  }

  /** Each form draws the next one ten times. */
  private static byte[] laughs() {
    RawPdf pdf =
        RawPdf.onePage(
            "/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R", "")
            .stream("", "/X Do");
    for (int i = 6; i < 18; i++) {
      pdf.stream(
          "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X " + i + " 0 R>>>>",
          "/X Do ".repeat(10));
    }
    return pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "0 0 1 1 re f").bytes();
  }

  private static byte[] objectStream(byte[] zeros) {
    return RawPdf.onePage("/MediaBox[0 0 595 842]/Resources 9 0 R", "").stream(
            "/Type/ObjStm/N 2000000000/First 8/Filter/FlateDecode", RawPdf.deflated(zeros, 1024))
        .bytes();
  }

  private static String small(String more) {
    return "/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceGray" + more;
  }

  private static BufferedImage grey(int largeur, int hauteur) {
    return new BufferedImage(largeur, hauteur, BufferedImage.TYPE_BYTE_GRAY);
  }

  private static BufferedImage of(BufferedImage image, int type) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
    copy.createGraphics().drawImage(image, 0, 0, null);
    return copy;
  }

  private static byte[] jpegOf(BufferedImage image) {
    return Papers.encoded(of(image, BufferedImage.TYPE_3BYTE_BGR), "jpg");
  }

  private static byte[] png(int largeur, int hauteur, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    byte[] header = new byte[13];
    ByteBuffer.wrap(header).putInt(largeur).putInt(hauteur).put((byte) 1).put((byte) 0);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", data);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] body = new byte[4 + data.length];
    System.arraycopy(text(type), 0, body, 0, 4);
    System.arraycopy(data, 0, body, 4, data.length);
    CRC32 crc = new CRC32();
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** A TIFF of one bit a pixel whose directory may be followed by itself. */
  private static byte[] tiff(int largeur, int hauteur, int packing, byte[] data, int next) {
    int[][] entries = {
      {256, largeur},
      {257, hauteur},
      {258, 1},
      {259, packing},
      {262, 1},
      {273, 200},
      {277, 1},
      {278, hauteur},
      {279, data.length}
    };
    ByteBuffer b = ByteBuffer.allocate(200 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    b.putShort((short) entries.length);
    for (int[] entry : entries) {
      b.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    b.putInt(next);
    b.position(200).put(data);
    return b.array();
  }

  /** The same picture that claims to be of another size. */
  private static byte[] resized(byte[] jpeg, int largeur, int hauteur) {
    byte[] lie = jpeg.clone();
    for (int i = 0; i < lie.length - 9; i++) {
      if ((lie[i] & 0xFF) == 0xFF && (lie[i + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(lie, i + 5, 4).putShort((short) hauteur).putShort((short) largeur);
        return lie;
      }
    }
    throw new IllegalStateException("no frame header");
  }

  private static byte[] exif(byte[] jpeg, int orientation, int largeur) {
    ByteBuffer tiff = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4);
    tiff.put(text("Exif\0\0")).put(text("MM")).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(largeur);
    tiff.putInt(0x7FFFFFFF);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1});
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) (tiff.capacity() + 2)).array());
    out.writeBytes(tiff.array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** A stream that holds nothing but the size of its page. */
  private static byte[] jbig2(int largeur, int hauteur) {
    ByteBuffer b = ByteBuffer.allocate(11 + 19 + 11);
    b.putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19);
    b.putInt(largeur).putInt(hauteur).putInt(0).putInt(0).put((byte) 0).putShort((short) 0);
    b.putInt(1).put((byte) 49).put((byte) 0).put((byte) 1).putInt(0);
    return b.array();
  }

  /** The letter as JPEG 2000, or one that claims to be a square of so many pixels. */
  private static byte[] jpx(int cote) {
    byte[] bytes = Papers.encoded(cote == 0 ? paper() : grey(1000, 1000), "jpeg 2000");
    if (cote > 0) {
      for (int i = 0; i < bytes.length - 40; i++) {
        if ((bytes[i] & 0xFF) == 0xFF && bytes[i + 1] == 0x51) {
          ByteBuffer.wrap(bytes).putInt(i + 6, cote).putInt(i + 10, cote);
        }
      }
    }
    return bytes;
  }

  private static byte[] cmyk(BufferedImage image) throws IOException {
    var raster =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int noir = 255 - (image.getRGB(x, y) & 0xFF);
        raster.setPixel(x, y, new int[] {0, 0, 0, noir});
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer =
        ImageIO.getImageWriters(
                ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR), "jpg")
            .next();
    try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(target);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static byte[] protectedPdf() throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("maitre", "secret", new AccessPermission()));
      return Papers.saved(document);
    }
  }

  private static byte[] manyPages(int pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        document.addPage(new PDPage());
      }
      return Papers.saved(document);
    }
  }
}
