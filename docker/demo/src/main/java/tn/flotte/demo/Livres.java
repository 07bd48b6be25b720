package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mails the robots have sent, taken from what the mail server has delivered: all but what
 * arrived at the cell's own mailbox and the blind copies in its sent-mailbox.
 *
 * @param directory a directory a recipient, named by the address, with a file a delivery
 */
record Livres(Path directory, String cell, String sent) {

  List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(file -> !ownMailbox(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DemoException("Les courriels livrés ne se lisent pas : " + directory, e);
    }
  }

  private boolean ownMailbox(Path file) {
    String recipient = directory.relativize(file).getName(0).toString();
    return recipient.equalsIgnoreCase(cell) || recipient.equalsIgnoreCase(sent);
  }

  /** A file a delivery, named by the recipient and a running number. */
  void copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    int number = 0;
    for (Path file : files()) {
      number++;
      String recipient =
          directory.relativize(file).getName(0).toString().replaceAll("[^A-Za-z0-9@._-]", "_");
      Path copy = target.resolve(String.format("%04d-%s.eml", number, recipient));
      try {
        Files.copy(file, copy);
      } catch (FileSystemException e) {
        throw new DemoException("Copie impossible vers " + copy + " : " + e.getMessage(), e);
      }
    }
  }
}
