package tn.flotte.connectors.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.mail.MailSettings.Chiffrement;

/** Jakarta Mail sessions made from the settings: every wait limited, host names always checked. */
final class Connexions {
  private final MailSettings settings;
  private final @Nullable SSLSocketFactory trusted;

  // Kept: each new one looks for its providers through the whole class path.
  private final Map<Duration, Session> imap = new ConcurrentHashMap<>();
  private final Session smtp;

  Connexions(MailSettings settings) {
    this.settings = settings;
    Path certificats = settings.certificats();
    this.trusted = certificats == null ? null : trusting(certificats);
    this.smtp = newSmtp();
  }

  String imapProtocol() {
    return settings.imapTls() == Chiffrement.TLS ? "imaps" : "imap";
  }

  String smtpProtocol() {
    return settings.smtpTls() == Chiffrement.TLS ? "smtps" : "smtp";
  }

  /** {@code read} is how long an answer may take: longer than usual for IDLE. */
  Session imap(Duration read) {
    return imap.computeIfAbsent(read, this::newImap);
  }

  Session smtp() {
    return smtp;
  }

  private Session newImap(Duration read) {
    Properties properties = new Properties();
    String prefix = "mail." + imapProtocol() + ".";
    limit(properties, prefix, read);
    secure(properties, prefix, settings.imapTls());
    // Whole messages in one answer: servers differ in how they cut them into pieces.
    properties.put(prefix + "partialfetch", "false");
    properties.put(prefix + "peek", "true");
    return Session.getInstance(properties);
  }

  private Session newSmtp() {
    Properties properties = new Properties();
    String prefix = "mail." + smtpProtocol() + ".";
    limit(properties, prefix, settings.delai());
    secure(properties, prefix, settings.smtpTls());
    properties.put(prefix + "auth", "true");
    // One refused addressee stops the mail before it is sent: it left or it didn't.
    properties.put(prefix + "sendpartial", "false");
    properties.put(prefix + "quitwait", "false");
    properties.put("mail.mime.charset", "UTF-8");
    return Session.getInstance(properties);
  }

  private void limit(Properties properties, String prefix, Duration read) {
    properties.put(prefix + "connectiontimeout", millis(settings.delai()));
    properties.put(prefix + "timeout", millis(read));
    properties.put(prefix + "writetimeout", millis(settings.delai()));
  }

  private void secure(Properties properties, String prefix, Chiffrement chiffrement) {
    switch (chiffrement) {
      case AUCUN -> {}
      case STARTTLS -> {
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", "true");
      }
      case TLS -> properties.put(prefix + "ssl.enable", "true");
    }
    properties.put(prefix + "ssl.checkserveridentity", "true");
    if (trusted != null) {
      properties.put(prefix + "ssl.socketFactory", trusted);
    }
  }

  private static String millis(Duration time) {
    return Long.toString(Math.min(Integer.MAX_VALUE, time.toMillis()));
  }

  private static SSLSocketFactory trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int index = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("autorite-" + index++, certificate);
      }
      if (index == 0) {
        throw new GeneralSecurityException("no certificate in it");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "flotte.mail.certificats must be a PEM file of certificates; "
              + pem
              + " can't be used: "
              + e,
          e);
    }
  }
}
