package tn.flotte.orchestrator.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;

/** Where agents' requests are answered; an answer is given after the commit. */
@Component
public class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final Takes takes;
  private final Journal journal;
  private final Endings endings;
  private final ClaimBook claims;
  private final Likenesses likenesses;
  private final Agents agents;

  Desk(
      Takes takes,
      Journal journal,
      Endings endings,
      ClaimBook claims,
      Likenesses likenesses,
      Agents agents) {
    this.takes = takes;
    this.journal = journal;
    this.endings = endings;
    this.claims = claims;
    this.likenesses = likenesses;
    this.agents = agents;
  }

  public Reply answer(Request request) {
    try {
      return switch (request) {
        case Request.Present present -> agents.present(present);
        case Request.Take take -> takes.take(take);
        case Request.Pulse pulse -> takes.pulse(pulse);
        case Request.StepDone done -> journal.stepDone(done);
        case Request.Intend intend -> journal.intend(intend);
        case Request.Renew renew -> journal.renew(renew);
        case Request.EffectDone done -> journal.effectDone(done);
        case Request.Keep keep -> journal.keep(keep);
        case Request.Withdraw withdraw -> endings.withdraw(withdraw);
        case Request.Finish finish -> endings.finish(finish);
        case Request.Fail fail -> endings.fail(fail);
        case Request.Defer defer -> endings.defer(defer);
        case Request.Known known -> claims.known(known);
        case Request.Resemble resemble -> likenesses.resemble(resemble);
        case Request.Join join -> claims.join(join);
        case Request.Deposit deposit -> takes.deposit(deposit);
      };
    } catch (LateAttempt late) {
      log.info("refused {}: {}", request.getClass().getSimpleName(), late.getMessage());
      return new Reply.Late(late.getMessage());
    }
  }
}
