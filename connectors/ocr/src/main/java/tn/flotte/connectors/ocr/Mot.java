package tn.flotte.connectors.ocr;

import org.opencv.core.Rect;

/** A word at its place on a page, in pixels; confidence from 0 to 1. */
record Mot(String texte, Rect boite, double confiance) {

  int centreY() {
    return boite.y + boite.height / 2;
  }

  int centreX() {
    return boite.x + boite.width / 2;
  }

  int droite() {
    return boite.x + boite.width;
  }
}
