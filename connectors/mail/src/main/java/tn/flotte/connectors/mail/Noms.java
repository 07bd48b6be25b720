package tn.flotte.connectors.mail;

import java.util.Locale;
import java.util.Set;

/** What a stranger calls a file, made safe to show, and what its ending gives away. */
final class Noms {
  private static final int MAX_LENGTH = 150;

  /** Run, or make something run, when opened on a usual desk (Windows first). */
  private static final Set<String> EXECUTABLES =
      Set.of(
          "ade",
          "adp",
          "apk",
          "app",
          "appinstaller",
          "application",
          "appref-ms",
          "appx",
          "bash",
          "bat",
          "cab",
          "chm",
          "cmd",
          "com",
          "command",
          "cpl",
          "csh",
          "deb",
          "desktop",
          "diagcab",
          "dll",
          "dmg",
          "drv",
          "elf",
          "exe",
          "gadget",
          "hlp",
          "hta",
          "htc",
          "img",
          "inf",
          "ins",
          "iso",
          "isp",
          "jar",
          "jnlp",
          "js",
          "jse",
          "ksh",
          "lnk",
          "mde",
          "mjs",
          "mof",
          "msc",
          "msh",
          "msi",
          "msix",
          "msp",
          "mst",
          "ocx",
          "osd",
          "pcd",
          "phar",
          "php",
          "pif",
          "pkg",
          "pl",
          "prg",
          "ps1",
          "ps1xml",
          "ps2",
          "psc1",
          "psd1",
          "psm1",
          "pssc",
          "py",
          "pyc",
          "pyw",
          "pyz",
          "rb",
          "reg",
          "rgs",
          "rpm",
          "run",
          "scf",
          "scr",
          "sct",
          "search-ms",
          "settingcontent-ms",
          "sh",
          "shb",
          "shs",
          "sys",
          "url",
          "vb",
          "vbe",
          "vbs",
          "vbscript",
          "vhd",
          "vhdx",
          "war",
          "website",
          "workflow",
          "ws",
          "wsc",
          "wsf",
          "wsh",
          "xbap",
          "xll",
          "zsh");

  private static final Set<String> MACROS =
      Set.of(
          "docm", "dotm", "potm", "ppam", "ppsm", "pptm", "sldm", "xla", "xlam", "xlm", "xlsb",
          "xlsm", "xltm");

  private Noms() {}

  /** Base name only; empty when nothing is left of it. */
  static String safe(String name) {
    String cleaned = Texte.oneLine(name.replace('\u0000', ' '));
    int slash = Math.max(cleaned.lastIndexOf('/'), cleaned.lastIndexOf('\\'));
    String base = cleaned.substring(slash + 1).strip();
    if (base.matches("\\.*")) {
      return "";
    }
    if (base.length() > MAX_LENGTH) {
      String ending = extension(base);
      String kept = ending.isEmpty() || ending.length() > 10 ? "" : "." + ending;
      int stop = MAX_LENGTH - kept.length();
      if (Character.isHighSurrogate(base.charAt(stop - 1))) {
        stop--;
      }
      base = base.substring(0, stop) + kept;
    }
    return base;
  }

  /** In lower case, as Windows sees it: dots and spaces at the end don't count. */
  static String extension(String name) {
    String trimmed = name.replaceAll("[.\\s\u00a0]+$", "");
    int dot = trimmed.lastIndexOf('.');
    String ending = dot < 0 ? "" : trimmed.substring(dot + 1);
    // An alternate data stream of NTFS: "constat.exe:x.pdf" is read as "exe".
    return ending.toLowerCase(Locale.ROOT).strip();
  }

  static boolean isExecutable(String name) {
    String whole = Texte.oneLine(name);
    int colon = whole.indexOf(':');
    return EXECUTABLES.contains(extension(whole))
        || (colon > 1 && EXECUTABLES.contains(extension(whole.substring(0, colon))));
  }

  static boolean hasMacros(String name) {
    return MACROS.contains(extension(Texte.oneLine(name)));
  }
}
