package tn.flotte.pass;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Makes screens, and the control identifiers that are different at every start. */
@Component
class Screens {

  private final String start;
  private final long veil;
  private final AtomicInteger numbers;
  private final Map<String, String> identifiers = new ConcurrentHashMap<>();

  Screens(PassSettings settings) {
    Long seed = settings.graine();
    Random random = seed == null ? new Random() : new Random(seed);
    this.start = "%04x".formatted(random.nextInt(0x10000));
    this.numbers = new AtomicInteger(random.nextInt(40) + 1);
    this.veil = settings.voile().toMillis();
  }

  /** Stands before the names of the controls of the screens that write. */
  String namePrefix() {
    return "_f" + start + ":";
  }

  Screen screen(String title) {
    return new Screen(this, title, veil);
  }

  String identifier(String screen, String control) {
    return identifiers.computeIfAbsent(
        screen + "/" + control, key -> "ctl_" + start + "_" + numbers.getAndIncrement());
  }
}
