package tn.flotte.orchestrator.schedule;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schedules are.
 *
 * @param dossier the directory with one YAML file a bot
 */
@ConfigurationProperties("flotte.schedules")
public record ScheduleSettings(@DefaultValue("schedules") Path dossier) {}
