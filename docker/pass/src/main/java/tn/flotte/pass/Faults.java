package tn.flotte.pass;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How slow and how broken PASS is at the moment; changed by the administrator while it runs. */
@Component
class Faults {

  /** What becomes of one request. */
  enum Fate {
    SERVED,
    /** Fails before its work is done. */
    FAILS_BEFORE,
    /** Fails after its work is committed: the browser sees an error, the records have changed. */
    FAILS_AFTER
  }

  private final double variation;
  private final Random random;
  private final AtomicLong requests = new AtomicLong();
  private volatile Duration latency;
  private volatile double errorRate;
  private volatile boolean maintenance;
  private volatile boolean controlMoved;

  @Autowired
  Faults(PassSettings settings) {
    this(settings.latence(), settings.variation(), chance(settings.graine()));
  }

  Faults(Duration latency, double variation, Random random) {
    this.latency = latency;
    this.variation = variation;
    this.random = random;
  }

  private static Random chance(@Nullable Long seed) {
    return seed == null ? new Random() : new Random(seed);
  }

  /** Counts a page request and decides its fate. */
  Fate next() {
    requests.incrementAndGet();
    if (random.nextDouble() >= errorRate) {
      return Fate.SERVED;
    }
    return random.nextBoolean() ? Fate.FAILS_BEFORE : Fate.FAILS_AFTER;
  }

  long requests() {
    return requests.get();
  }

  /** The time this request takes in all. */
  Duration latency() {
    double factor = 1 + variation * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (latency.toNanos() * factor));
  }

  /** The share of its latency that a request spends before its work is committed. */
  double shareBefore() {
    return 0.3 + 0.4 * random.nextDouble();
  }

  boolean maintenance() {
    return maintenance;
  }

  boolean controlMoved() {
    return controlMoved;
  }

  void latency(Duration mean) {
    this.latency = mean;
  }

  void errorRate(double share) {
    this.errorRate = share;
  }

  void maintenance(boolean on) {
    this.maintenance = on;
  }

  void controlMoved(boolean on) {
    this.controlMoved = on;
  }
}
