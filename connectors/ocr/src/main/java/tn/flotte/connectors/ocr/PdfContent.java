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
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
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

  private final double surface;
  private boolean paints;
  private int pictures;
  private boolean fullPage;
  private boolean mostly;
  private long inlinePixels;
  private @Nullable PDImageXObject upright;

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

  static PdfContent of(PDPage page) throws IOException {
    PdfContent content = new PdfContent(page);
    content.processPage(page);
    return content;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
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
    PDXObject object = getResources().getXObject(nom);
    if (object instanceof PDImageXObject image) {
      Matrix m = getGraphicsState().getCurrentTransformationMatrix();
      double covered = Math.abs(m.getScaleX() * m.getScaleY());
      pictures++;
      fullPage |= covered > 0.6 * surface;
      mostly |= covered > 0.25 * surface;
      boolean isUpright =
          m.getScaleX() > 0
              && m.getScaleY() > 0
              && Math.abs(m.getShearX()) < 0.01 * m.getScaleX()
              && Math.abs(m.getShearY()) < 0.01 * m.getScaleY();
      upright = isUpright ? image : null;
    } else if (object instanceof PDFormXObject form) {
      showForm(form);
    }
  }

  /** The one upright picture that is all the page draws and fills most of it. */
  Optional<PDImageXObject> onlyPicture() {
    return paints || pictures != 1 || !fullPage ? Optional.empty() : Optional.ofNullable(upright);
  }

  /** Whether a picture is much of the page: then a text layer proves nothing about it. */
  boolean isMostlyPicture() {
    return mostly;
  }

  /** Pixels of the largest picture that is written within the page's own text. */
  long inlinePixels() {
    return inlinePixels;
  }

  private void inline(Operator operator) {
    COSDictionary image = operator.getImageParameters();
    if (image != null) {
      long largeur = image.getInt(COSName.W, COSName.WIDTH, 0);
      long hauteur = image.getInt(COSName.H, COSName.HEIGHT, 0);
      inlinePixels = Math.max(inlinePixels, largeur * hauteur);
    }
  }
}
