package tn.flotte.demo.samples;

import java.awt.image.BufferedImage;

/** A page that was filled in, before anybody scans it. */
@FunctionalInterface
interface Sheet {
  /** The page at 300 dots an inch. */
  BufferedImage drawn();
}
