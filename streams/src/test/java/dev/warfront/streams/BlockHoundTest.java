package dev.warfront.streams;

import dev.warfront.testing.BlockHoundIsAwake;

class BlockHoundTest extends BlockHoundIsAwake {}
