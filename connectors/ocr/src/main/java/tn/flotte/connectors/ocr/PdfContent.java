package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** What a PDF page draws: one picture only, a picture under a text layer, or anything else. */
final class PdfContent extends PDFStreamEngine {
  private static final Set<String> PAINTING =
      Set.of(
          OperatorName.SHOW_TEXT,
          OperatorName.SHOW_TEXT_ADJUSTED,
          OperatorName.SHOW_TEXT_LINE,
          OperatorName.SHOW_TEXT_LINE_AND_SPACE,
          OperatorName.STROKE_PATH,
          OperatorName.FILL_NON_ZERO,
          OperatorName.FILL_EVEN_ODD,
          OperatorName.FILL_NON_ZERO_AND_STROKE,
          OperatorName.FILL_EVEN_ODD_AND_STROKE,
          OperatorName.SHADING_FILL,
          OperatorName.BEGIN_INLINE_IMAGE);

  /** Operators of a page, forms included; a full drawing has a tenth. */
  private static final int OPERATORS = 300_000;

  /** Bytes of a page's content, unpacked. */
  private static final int BYTES = 32 << 20;

  private final double surface;
  private int operators;
  private boolean paints;
  private int pictures;
  private boolean fullPage;
  private double pictured;
  private long inlinePixels;
  private @Nullable Picture upright;

  /** A picture that nobody has opened: PDFBox decodes a JPEG 2000 when it only looks at it. */
  record Picture(COSStream stream, PDResources resources) {
    boolean isPlain(COSName filter) {
      return new PDStream(stream).getFilters().equals(List.of(filter))
          && stream.getDictionaryObject(COSName.DECODE) == null;
    }
  }

  private PdfContent(PDPage page) {
    super();
    PDRectangle cadre = page.getCropBox();
    surface = (double) cadre.getWidth() * cadre.getHeight();
    addOperator(new Concatenate(this));
    addOperator(new DrawObject(this));
    addOperator(new SetMatrix(this));
    addOperator(new Save(this));
    addOperator(new Restore(this));
  }

  /**
   * Walks through the page, drawing nothing.
   *
   * @throws UnreadableException when there is more of it than any paper has
   */
  static PdfContent of(PDPage page) throws IOException, UnreadableException {
    // What is unpacked while it is parsed needs no memory; getContents() would.
    try (RandomAccessRead contents = page.getContentsForStreamParsing()) {
      byte[] some = new byte[1 << 16];
      int length = 0;
      for (int n = contents.read(some); n > 0; n = contents.read(some)) {
        length += n;
        if (length > BYTES) {
          throw new UnreadableException("contenu démesuré (page trop longue)");
        }
      }
    }
    PdfContent content = new PdfContent(page);
    content.processPage(page);
    if (content.operators > OPERATORS) {
      throw new UnreadableException("contenu démesuré (page trop complexe)");
    }
    return content;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (++operators > OPERATORS) {
      return;
    }
    if (PAINTING.contains(operator.getName())) {
      paints = true;
      inline(operator);
    } else if (operator.getName().equals(OperatorName.DRAW_OBJECT)) {
      draw(operands);
    } else {
      super.processOperator(operator, operands);
    }
  }

  private void draw(List<COSBase> operands) throws IOException {
    if (operands.isEmpty() || !(operands.getFirst() instanceof COSName nom)) {
      return;
    }
    PDResources resources = getResources();
    COSDictionary objects = resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
    COSStream object = objects == null ? null : objects.getCOSStream(nom);
    if (object == null) {
      return;
    }
    if (COSName.IMAGE.equals(object.getCOSName(COSName.SUBTYPE))) {
      Matrix m = getGraphicsState().getCurrentTransformationMatrix();
      double covered = area(m);
      pictures++;
      pictured += covered;
      fullPage |= covered > 0.6 * surface;
      boolean isUpright =
          m.getScaleX() > 0
              && m.getScaleY() > 0
              && Math.abs(m.getShearX()) < 0.01 * m.getScaleX()
              && Math.abs(m.getShearY()) < 0.01 * m.getScaleY();
      upright = isUpright ? new Picture(object, resources) : null;
    } else if (resources.getXObject(nom) instanceof PDFormXObject form) {
      showForm(form);
    }
  }

  /** The one upright picture that is all the page draws and fills most of it. */
  Optional<Picture> onlyPicture() {
    return paints || pictures != 1 || !fullPage ? Optional.empty() : Optional.ofNullable(upright);
  }

  /**
   * Whether pictures, in one piece or in strips, are much of the page: then a text layer proves
   * nothing about it.
   */
  boolean isMostlyPicture() {
    return pictured > 0.25 * surface;
  }

  /** Of a picture drawn with this matrix, however it is turned. */
  private static double area(Matrix m) {
    return Math.abs(m.getScaleX() * m.getScaleY() - m.getShearX() * m.getShearY());
  }

  /** Pixels of the largest picture that is written within the page's own text. */
  long inlinePixels() {
    return inlinePixels;
  }

  private void inline(Operator operator) {
    COSDictionary image = operator.getImageParameters();
    if (image != null) {
      pictured += area(getGraphicsState().getCurrentTransformationMatrix());
      long largeur = image.getInt(COSName.W, COSName.WIDTH, 0);
      long hauteur = image.getInt(COSName.H, COSName.HEIGHT, 0);
      inlinePixels = Math.max(inlinePixels, largeur * hauteur);
    }
  }
}
