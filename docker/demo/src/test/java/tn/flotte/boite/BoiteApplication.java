package tn.flotte.boite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes the mail server's place in the driver's tests: accepts everything, keeps what it got. */
public final class BoiteApplication {
  private BoiteApplication() {}

  public static void main(String[] arguments) throws IOException {
    List<String> options = List.of(arguments);
    Path data = Path.of(options.get(options.indexOf("--data") + 1));
    Path answers = Files.createDirectories(data.resolve("livres/agence@agents.example"));
    Path inbox = Files.createDirectories(data.resolve("livres/ouverture-sin-auto@lloyd.example"));
    Files.writeString(answers.resolve("000001.eml"), "Subject: reponse\r\n\r\nBonjour\r\n");
    for (String option : List.of("--smtp-port", "--imap-port")) {
      int port = Integer.parseInt(options.get(options.indexOf(option) + 1));
      ServerSocket socket = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().start(() -> serve(socket, inbox));
    }
  }

  private static void serve(ServerSocket socket, Path inbox) {
    int number = 0;
    while (true) {
      try (Socket client = socket.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
          OutputStream out = client.getOutputStream()) {
        out.write("220 bonjour\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder mail = new StringBuilder();
        boolean data = false;
        String line = in.readLine();
        while (line != null) {
          if (data && !line.equals(".")) {
            mail.append(line).append("\r\n");
          } else {
            String answer = data || !line.equals("DATA") ? "250 OK\r\n" : "354 OK\r\n";
            if (data) {
              number++;
              Files.writeString(inbox.resolve(number + ".eml"), mail, StandardCharsets.ISO_8859_1);
              mail.setLength(0);
            }
            data = line.equals("DATA");
            answer = line.equals("QUIT") ? "221 OK\r\n" : answer;
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
          }
          line = in.readLine();
        }
      } catch (IOException e) {
        System.err.println("a client left: " + e.getMessage());
      }
    }
  }
}
