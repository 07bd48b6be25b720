package tn.flotte.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The secrets of one data directory, made once and kept with it for its owner only.
 *
 * @param motDePasse of {@code admin} at the dashboard
 * @param jeton the token of the orchestrator's REST pages and of its documents
 * @param jetonPass the administrator's token at the PASS stand-in, which no robot is given
 * @param jetonBroker what agents of other processes show to the broker
 */
record Acces(String motDePasse, String jeton, String jetonPass, String jetonBroker) {
  private static final String FILE = "acces.properties";
  private static final SecureRandom RANDOM = new SecureRandom();

  static Acces in(Path data) {
    Path file = data.resolve(FILE);
    Properties kept = new Properties();
    try {
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
          kept.load(reader);
        }
      } else {
        kept.setProperty("mot-de-passe", random(5));
        kept.setProperty("jeton", random(20));
        kept.setProperty("jeton-pass", random(20));
        kept.setProperty("jeton-broker", random(20));
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
          kept.store(writer, "Demonstration only");
        }
      }
    } catch (IOException e) {
      throw new DemoException("Les accès ne se lisent pas : " + file, e);
    }
    return new Acces(
        kept.getProperty("mot-de-passe", ""),
        kept.getProperty("jeton", ""),
        kept.getProperty("jeton-pass", ""),
        kept.getProperty("jeton-broker", ""));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
