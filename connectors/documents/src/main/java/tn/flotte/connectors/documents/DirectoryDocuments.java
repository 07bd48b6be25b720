package tn.flotte.connectors.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.UUID;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Documents as files: {@code ab/cd/abcd…}, read-only. A content is written beside its place, forced
 * to the disk and then moved there in one go, so a file under its final name is always whole,
 * however many processes write and whenever one is killed.
 */
public final class DirectoryDocuments implements Documents {
  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final Path incoming;

  /** Creates the directory when it isn't there. */
  public DirectoryDocuments(Path directory) {
    this.directory = directory.toAbsolutePath();
    this.incoming = this.directory.resolve("en-cours");
    try {
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "The document directory " + directory + " can't be created: give one that can be written",
          e);
    }
  }

  @Override
  public DocumentId put(byte[] content) {
    DocumentId id = DocumentId.ofDigest(Digests.sha256().digest(content));
    // Only a whole file has its final name; one of the right length is checked when it is read.
    return isStored(id, content.length) ? id : put(new ByteArrayInputStream(content));
  }

  @Override
  public DocumentId put(InputStream content) {
    Path temporary = incoming.resolve(UUID.randomUUID() + ".tmp");
    try {
      MessageDigest digest = Digests.sha256();
      long size = write(content, temporary, digest);
      DocumentId id = DocumentId.ofDigest(digest.digest());
      if (!isStored(id, size)) {
        settle(temporary, path(id));
      }
      return id;
    } catch (IOException e) {
      throw failure("A document can't be stored in " + directory, e);
    } finally {
      discard(temporary);
    }
  }

  @Override
  public byte[] read(DocumentId id) {
    byte[] content;
    try {
      content = Files.readAllBytes(path(id));
    } catch (IOException e) {
      throw unreadable(id, e);
    }
    DocumentId found = DocumentId.ofDigest(Digests.sha256().digest(content));
    if (!found.equals(id)) {
      throw VerifyingInputStream.damaged(id, directory.toString(), found);
    }
    return content;
  }

  @Override
  public InputStream open(DocumentId id) {
    try {
      return new VerifyingInputStream(Files.newInputStream(path(id)), id, directory.toString());
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  @Override
  public boolean contains(DocumentId id) {
    return Files.isRegularFile(path(id));
  }

  @Override
  public long size(DocumentId id) {
    try {
      return Files.size(path(id));
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private Path path(DocumentId id) {
    String name = id.sha256();
    return directory.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }

  /** A file of another length is damaged: it is written again, which mends it. */
  private boolean isStored(DocumentId id, long size) {
    try {
      return Files.size(path(id)) == size;
    } catch (IOException e) {
      return false;
    }
  }

  private static long write(InputStream content, Path file, MessageDigest digest)
      throws IOException {
    long size = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        digest.update(buffer, 0, count);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        size += count;
      }
      channel.force(true);
    }
    makeReadOnly(file);
    return size;
  }

  private static void makeReadOnly(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    } else if (!file.toFile().setReadOnly()) {
      throw new IOException("The file " + file + " can't be made read-only");
    }
  }

  private static void settle(Path temporary, Path place) throws IOException {
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException("No directory for " + place);
    }
    Files.createDirectories(parent);
    try {
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Another process stored the same content at the same time.
      return;
    }
    for (Path made = parent; made != null && made.getNameCount() >= parent.getNameCount() - 2; ) {
      forceDirectory(made);
      made = made.getParent();
    }
  }

  /** After a power cut the name must be there too, not only the bytes. */
  private static void forceDirectory(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("The half-written " + temporary + " can't be removed", e);
    }
  }

  private ConnectorException unreadable(DocumentId id, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new ConnectorException(
          FailureKind.BUG, "Document " + id + " is not in " + directory, e);
    }
    return failure("Document " + id + " can't be read from " + directory, e);
  }

  private ConnectorException failure(String what, IOException e) {
    if (hasNoRoom()) {
      return new ConnectorException(
          FailureKind.EXHAUSTED, what + ": the disk is full. Make room, then resume.", e);
    }
    return new ConnectorException(FailureKind.UNAVAILABLE, what + ": " + e, e);
  }

  private boolean hasNoRoom() {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.getUsableSpace() < BUFFER;
    } catch (IOException e) {
      return false;
    }
  }
}
