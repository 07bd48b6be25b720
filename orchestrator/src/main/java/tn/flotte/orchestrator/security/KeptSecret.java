package tn.flotte.orchestrator.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import tn.flotte.bots.api.Secret;

/** A secret that is made once, when nobody chose one, and kept in a file only its owner reads. */
final class KeptSecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private KeptSecret() {}

  /** The secret in the file; a new one when there is no file or nothing in it. */
  static Secret in(Path file) {
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return new Secret(kept);
        }
      }
      byte[] random = new byte[BYTES];
      RANDOM.nextBytes(random);
      String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      return write(file, fresh) ? new Secret(fresh) : in(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The secret in " + file + " can be neither read nor made: " + e.getMessage(), e);
    }
  }

  /**
   * Whole or not at all, and never readable by others, not even while it is written.
   *
   * @return false when another orchestrator over the same directory was first: its secret counts
   */
  private static boolean write(Path file, String secret) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("no directory for " + file);
    }
    Files.createDirectories(directory);
    Path temporary = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    FileAttribute<?>[] ownerOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(temporary, ownerOnly);
    Files.writeString(temporary, secret + "\n");
    try {
      if (Files.exists(file) && Files.readString(file).isBlank()) {
        Files.delete(file);
      }
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(temporary);
    }
  }
}
