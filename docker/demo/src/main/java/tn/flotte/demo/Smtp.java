package tn.flotte.demo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Hands mails to a server as they are (RFC 5321): no library that would parse a message, mend its
 * headers and write it anew. Only what the protocol demands is added: a doubled dot at the start of
 * a line, and an end of line after the last one.
 */
final class Smtp implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Smtp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  static Smtp connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      Smtp smtp = new Smtp(socket);
      smtp.expect(220);
      smtp.command("EHLO demo.example", 250);
      return smtp;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void deliver(String sender, String recipient, byte[] mail) throws IOException {
    command("MAIL FROM:<" + sender + ">", 250);
    command("RCPT TO:<" + recipient + ">", 250);
    command("DATA", 354);
    out.write(stuffed(mail));
    command(".", 250);
  }

  static byte[] stuffed(byte[] mail) {
    ByteArrayOutputStream stuffed = new ByteArrayOutputStream(mail.length + 1024);
    boolean lineStart = true;
    byte before = 0;
    for (byte octet : mail) {
      if (lineStart && octet == '.') {
        stuffed.write('.');
      }
      stuffed.write(octet);
      lineStart = before == '\r' && octet == '\n';
      before = octet;
    }
    if (!lineStart) {
      stuffed.write('\r');
      stuffed.write('\n');
    }
    return stuffed.toByteArray();
  }

  private void command(String line, int expected) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    expect(expected);
  }

  private void expect(int code) throws IOException {
    String line;
    do {
      line = readLine();
    } while (line.length() > 3 && line.charAt(3) == '-');
    if (!line.startsWith(Integer.toString(code))) {
      throw new IOException("The mail server answered \"" + line + "\", not " + code + ".");
    }
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet != '\n') {
      if (octet < 0) {
        throw new IOException("The mail server closed the connection.");
      }
      if (octet != '\r') {
        line.write(octet);
      }
      octet = in.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      command("QUIT", 221);
    }
  }
}
