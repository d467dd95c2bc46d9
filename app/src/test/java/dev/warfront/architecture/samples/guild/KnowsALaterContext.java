package dev.warfront.architecture.samples.guild;

import dev.warfront.architecture.samples.war.WarRefusal;

record KnowsALaterContext(WarRefusal war) {}
