package tn.flotte.bots.expertise;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;

/** The document store, in memory. */
final class DocumentsEnMemoire implements Documents {
  private final Map<DocumentId, byte[]> contents = new HashMap<>();

  @Override
  public DocumentId put(byte[] content) {
    try {
      DocumentId id =
          new DocumentId(
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
      contents.put(id, content.clone());
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public DocumentId put(InputStream content) {
    try {
      return put(content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(DocumentId id) {
    byte[] content = contents.get(id);
    if (content == null) {
      throw new ConnectorException(FailureKind.BUG, "No document " + id);
    }
    return content.clone();
  }

  @Override
  public InputStream open(DocumentId id) {
    return new ByteArrayInputStream(read(id));
  }

  @Override
  public boolean contains(DocumentId id) {
    return contents.containsKey(id);
  }

  @Override
  public long size(DocumentId id) {
    return read(id).length;
  }
}
