package tn.flotte.boite;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/**
 * The IMAP side. It sends each line of an answer when it is written: held back until the client has
 * acknowledged the line before, as TCP does by default, every command took 40 ms, which no mail
 * server of an office does.
 */
final class ImapListener extends AbstractServer {
  ImapListener(ServerSetup setup, Managers managers) {
    super(setup, managers);
  }

  @Override
  protected ProtocolHandler createProtocolHandler(Socket client) {
    try {
      client.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
  }
}
