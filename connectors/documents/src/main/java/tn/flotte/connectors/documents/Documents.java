package tn.flotte.connectors.documents;

import java.io.InputStream;
import tn.flotte.bots.api.ConnectorException;

/**
 * A write-once store of documents named by their content. Storing the same content again changes
 * nothing and gives the same name; nothing can be replaced or removed. Whatever is handed out was
 * checked against its name: a document that was damaged is refused, never shown.
 *
 * <p>Every method throws {@link ConnectorException}: UNAVAILABLE when the store can't be reached,
 * EXHAUSTED when it has no room left, BUG when a document isn't there or is damaged.
 */
public interface Documents {

  DocumentId put(byte[] content);

  /** Stores a content of any size without holding it in memory; the stream is read to its end. */
  DocumentId put(InputStream content);

  byte[] read(DocumentId id);

  /**
   * The content as a stream, for large documents; the caller closes it. A damage that shows only at
   * the end fails the last read, so whoever reads to the end has the true content.
   */
  InputStream open(DocumentId id);

  boolean contains(DocumentId id);

  /** In bytes. */
  long size(DocumentId id);
}
