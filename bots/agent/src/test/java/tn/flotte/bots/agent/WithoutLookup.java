package tn.flotte.bots.agent;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Effect.Result;

/**
 * An agent that never looks before it acts. Put before the real agent's classes by the test that
 * shows that the kill test would catch it; there is no such switch in the product.
 */
@Configuration(proxyBeanMethods = false)
class WithoutLookup {
  @Bean
  Effects effects(Clock clock) {
    return new Effects(clock) {
      @Override
      <R> Result<R> fresh(String name, Effect<R> effect) {
        return new Result.Done<>(effect.perform());
      }

      @Override
      <R> Result<R> uncertain(String name, Effect<R> effect, Runnable renew) {
        renew.run();
        return new Result.Done<>(effect.perform());
      }
    };
  }
}
