package tn.flotte.demo;

import java.io.PrintStream;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in French what is wrong with a command line; the exit code is 2. */
final class FrenchErrors implements IParameterExceptionHandler {
  static final int WRONG_USE = 2;

  private final PrintStream err;

  private FrenchErrors(PrintStream err) {
    this.err = err;
  }

  /** The command line of a command of ours. */
  static CommandLine over(Object command, PrintStream err) {
    return new CommandLine(command).setParameterExceptionHandler(new FrenchErrors(err));
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    String name = error.getCommandLine().getCommandSpec().name();
    err.println(sentence(error));
    err.println(name + " --help énumère les options.");
    return WRONG_USE;
  }

  private static String sentence(ParameterException error) {
    return switch (error) {
      case UnmatchedArgumentException unknown ->
          "Option ou argument inconnu : " + String.join(" ", unknown.getUnmatched());
      case MissingParameterException missing ->
          missing.getMissing().isEmpty()
              ? "Il manque une valeur."
              : "Il manque la valeur de " + name(missing.getMissing().getFirst()) + ".";
      case OverwrittenOptionException twice ->
          "Option donnée deux fois : " + name(Objects.requireNonNull(twice.getOverwritten()));
      default ->
          error.getArgSpec() == null
              ? String.valueOf(error.getMessage())
              : "Valeur refusée pour " + name(error.getArgSpec()) + " : " + error.getValue();
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
